// SPDX-License-Identifier: EUPL-1.2
#include "forms/session/circles.hpp"

#include <algorithm>

namespace balieblik::forms {

namespace {

class Circles {
public:
    explicit Circles(const Program& program)
        : program_(program), calculated_(program.entries.size()), readers_(program.entries.size()),
          waits_for_(program.entries.size())
    {
        for (const auto& task : program.tasks)
            calculated_[task.entry] =
                calculated_[task.entry] || (task.kind == TaskKind::calculate && program.entries[task.entry].is_leaf);
        for (const auto& task : program.tasks)
            if (calculated_[task.entry] && (task.kind == TaskKind::calculate || task.kind == TaskKind::relevant))
                add_reads(task);
    }

    std::optional<std::string> find()
    {
        put_in_order();
        // Whatever is left is in a circle or behind one. Two nodes whose relevance asks for each other are allowed:
        // some calculation must close the circle.
        for (const auto& [from, to] : calculations_)
            if (waits_for_[to] > 0)
                if (const auto way = way_back(to, from); !way.empty())
                    return way;
        return std::nullopt;
    }

private:
    void add_reads(const Task& task)
    {
        const auto& to = program_.entries[task.entry];
        for (const auto& path : xpath::reads(*task.expression, to.nodeset).certain) {
            const auto from = program_.at.find(path);
            if (from == program_.at.end() || !calculated_[from->second])
                continue;
            readers_[from->second].push_back(task.entry);
            ++waits_for_[task.entry];
            if (task.kind == TaskKind::calculate)
                calculations_.emplace_back(from->second, task.entry);
        }
    }

    // Takes away what waits for nothing, again and again.
    void put_in_order()
    {
        std::vector<std::size_t> free;
        for (std::size_t at = 0; at < waits_for_.size(); ++at)
            if (calculated_[at] && waits_for_[at] == 0)
                free.push_back(at);
        while (!free.empty()) {
            const auto at = free.back();
            free.pop_back();
            for (const auto reader : readers_[at])
                if (--waits_for_[reader] == 0)
                    free.push_back(reader);
        }
    }

    // The shortest way from a node to one that it reads, closed by that reading; "" if there is none.
    std::string way_back(std::size_t reader, std::size_t read) const
    {
        std::vector<std::size_t> before(program_.entries.size(), Entry::npos);
        std::vector<std::size_t> wave{reader};
        before[reader] = reader;
        for (std::size_t at = 0; at < wave.size() && before[read] == Entry::npos; ++at)
            for (const auto next : readers_[wave[at]])
                if (before[next] == Entry::npos) {
                    before[next] = wave[at];
                    wave.push_back(next);
                }
        if (before[read] == Entry::npos)
            return {};
        std::string names = program_.entries[read].nodeset;
        for (auto at = read; at != reader; at = before[at])
            names.insert(0, program_.entries[before[at]].nodeset + " -> ");
        return program_.entries[read].nodeset + " -> " + names;
    }

    const Program& program_;
    std::vector<bool> calculated_;
    std::vector<std::vector<std::size_t>> readers_;
    std::vector<std::size_t> waits_for_;
    std::vector<std::pair<std::size_t, std::size_t>> calculations_; // what is read, and the calculation that reads it
};

} // namespace

std::optional<std::string> find_circle(const Program& program) { return Circles(program).find(); }

} // namespace balieblik::forms
