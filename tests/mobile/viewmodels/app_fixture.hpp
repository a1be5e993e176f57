// SPDX-License-Identifier: EUPL-1.2
// The whole app without a window, before a desk tablet with one assignment.
#pragma once

#include "mobile/support/desk_tablet.hpp"
#include "support/source_dir.hpp"
#include "viewmodels/app_view_model.hpp"

#include <QCoreApplication>
#include <QFile>

#include <gtest/gtest.h>

namespace balieblik::viewmodels {

inline std::string text_of(const char* path)
{
    QFile file{QString::fromStdString(balieblik::test::source_dir().string()) + QLatin1String(path)};
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string{};
}

// Lets everything that was queued happen, what it queues in turn included.
inline void settle()
{
    for (int round = 0; round < 5; ++round) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

class App : public testing::Test {
protected:
    explicit App(const std::string& form_id = "counter")
        : tablet(clock, text_of(("/forms/" + form_id + "/1/form.xml").c_str()),
                 text_of(("/forms/" + form_id + "/1/norms.csv").c_str()))
    {
        tablet.add_assignment("Gemeentehuis Raalte", clock.now(), AssignmentState::accepted);
        model = std::make_unique<AppViewModel>(tablet, clock, QStringLiteral("test"));
        settle();
    }

    void start_visit()
    {
        model->showBriefing(model->assignments()->at(0, QStringLiteral("key")).toString());
        model->briefing()->start();
        settle();
    }
    Answer* answer(const char* name)
    {
        auto* answers = model->visit()->form()->answers();
        for (int row = 0; row < answers->count(); ++row)
            if (auto* found = answers->data(answers->index(row), Qt::UserRole).value<Answer*>();
                found->name() == QLatin1String(name))
                return found;
        return nullptr;
    }

    int argc = 1;
    char program[5] = "test";
    char* argv[2] = {program, nullptr};
    QCoreApplication loop{argc, argv};
    test::FakeClock clock;
    test::DeskTablet tablet;
    std::unique_ptr<AppViewModel> model;
};

} // namespace balieblik::viewmodels
