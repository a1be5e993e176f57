// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/study.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

class SqliteStudy final : public store::Study {
public:
    explicit SqliteStudy(Scope scope) : scope_(scope) {}

    Result<void> set_customers(const store::LocationCustomers& customers) override;
    Result<std::vector<store::LocationCustomers>> customers() override;
    Result<void> add(const store::DoubleVisit& pair) override;
    Result<std::vector<store::DoubleVisit>> double_visits(WaveId wave) override;
    Result<void> drop_double_visit(AssignmentId assignment) override;
    Result<void> add(const store::Training& training) override;
    Result<std::vector<store::Training>> trainings(ProjectId project) override;
    Result<void> drop_training(store::TrainingId id) override;

private:
    Scope scope_;
};

} // namespace balieblik::store_sqlite
