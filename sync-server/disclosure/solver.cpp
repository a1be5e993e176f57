// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/solver.hpp"

#include <coin/Cbc_C_Interface.h>
#include <coin/Clp_C_Interface.h>

#include <memory>

namespace balieblik::disclosure {
namespace {

// By columns, as COIN-OR wants it.
struct Matrix {
    std::vector<CoinBigIndex> start;
    std::vector<int> row;
    std::vector<double> factor;
    std::vector<double> column_lower;
    std::vector<double> column_upper;
    std::vector<double> cost;
    std::vector<double> row_lower;
    std::vector<double> row_upper;

    explicit Matrix(const Program& program)
    {
        std::vector<std::vector<std::pair<int, double>>> columns(program.columns.size());
        for (std::size_t i = 0; i < program.rows.size(); ++i) {
            for (const auto& term : program.rows[i].terms)
                columns[term.column].emplace_back(static_cast<int>(i), term.factor);
            row_lower.push_back(program.rows[i].lower);
            row_upper.push_back(program.rows[i].upper);
        }
        start.push_back(0);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            for (const auto& [where, value] : columns[i]) {
                row.push_back(where);
                factor.push_back(value);
            }
            start.push_back(static_cast<CoinBigIndex>(row.size()));
            column_lower.push_back(program.columns[i].lower);
            column_upper.push_back(program.columns[i].upper);
            cost.push_back(program.columns[i].cost);
        }
    }
    int columns() const { return static_cast<int>(cost.size()); }
    int rows() const { return static_cast<int>(row_lower.size()); }
};

struct CloseClp {
    void operator()(Clp_Simplex* model) const { Clp_deleteModel(model); }
};
struct CloseCbc {
    void operator()(Cbc_Model* model) const { Cbc_deleteModel(model); }
};

} // namespace

std::optional<std::vector<Ends>> ends_of(const Program& program, std::span<const std::size_t> columns)
{
    const Matrix matrix(program);
    const std::unique_ptr<Clp_Simplex, CloseClp> model(Clp_newModel());
    Clp_setLogLevel(model.get(), 0);
    Clp_loadProblem(model.get(), matrix.columns(), matrix.rows(), matrix.start.data(), matrix.row.data(),
                    matrix.factor.data(), matrix.column_lower.data(), matrix.column_upper.data(), nullptr,
                    matrix.row_lower.data(), matrix.row_upper.data());
    std::vector<Ends> made;
    std::vector<double> wish(program.columns.size(), 0.0);
    for (const auto column : columns) {
        Ends ends;
        // The basis of the last optimum is the start of the next: neighbouring questions have near answers.
        for (const double direction : {1.0, -1.0}) {
            wish[column] = direction;
            Clp_chgObjCoefficients(model.get(), wish.data());
            Clp_primal(model.get(), 0);
            if (Clp_isProvenOptimal(model.get()) == 0) {
                if (Clp_isProvenPrimalInfeasible(model.get()) != 0)
                    return std::nullopt;
                (direction > 0 ? ends.least : ends.greatest) =
                    direction > 0 ? program.columns[column].lower : program.columns[column].upper;
                continue;
            }
            (direction > 0 ? ends.least : ends.greatest) = Clp_primalColumnSolution(model.get())[column];
        }
        wish[column] = 0;
        made.push_back(ends);
    }
    return made;
}

std::optional<std::vector<double>> minimise(const Program& program)
{
    const Matrix matrix(program);
    const std::unique_ptr<Cbc_Model, CloseCbc> model(Cbc_newModel());
    Cbc_setParameter(model.get(), "logLevel", "0");
    Cbc_loadProblem(model.get(), matrix.columns(), matrix.rows(), matrix.start.data(), matrix.row.data(),
                    matrix.factor.data(), matrix.column_lower.data(), matrix.column_upper.data(), matrix.cost.data(),
                    matrix.row_lower.data(), matrix.row_upper.data());
    Cbc_setLogLevel(model.get(), 0);
    for (std::size_t i = 0; i < program.columns.size(); ++i)
        if (program.columns[i].integer)
            Cbc_setInteger(model.get(), static_cast<int>(i));
    Cbc_solve(model.get());
    if (Cbc_isProvenOptimal(model.get()) == 0)
        return std::nullopt;
    const double* solution = Cbc_getColSolution(model.get());
    return std::vector<double>(solution, solution + matrix.columns());
}

} // namespace balieblik::disclosure
