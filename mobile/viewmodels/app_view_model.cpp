// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/app_view_model.hpp"

#include "viewmodels/words.hpp"

namespace balieblik::viewmodels {
namespace {

QString stageOf(services::LockState state)
{
    switch (state) {
    case services::LockState::not_enrolled:
        return QStringLiteral("enrol");
    case services::LockState::secret_unset:
        return QStringLiteral("secret");
    case services::LockState::open:
        return QStringLiteral("open");
    case services::LockState::key_locked:
    case services::LockState::screen_locked:
        break;
    }
    return QStringLiteral("locked");
}

bool isVisitPage(const QString& page)
{
    return page == QLatin1String("section") || page == QLatin1String("clock") || page == QLatin1String("missing");
}

} // namespace

AppViewModel::AppViewModel(services::Tablet& tablet, const Clock& clock, QString version, QObject* parent)
    : QObject(parent), tablet_(tablet), settings_(tablet, std::move(version)), enrol_(tablet), unlock_(tablet),
      recovery_(tablet), assignments_(tablet, clock), offers_(tablet), briefing_(tablet, assignments_), visit_(tablet),
      practice_(tablet), sync_(tablet, assignments_), stage_(stageOf(tablet.lock_state()))
{
    connect(&tablet_, &services::Tablet::lockChanged, this, &AppViewModel::watchLock);
    connect(&tablet_, &services::Tablet::storeReopened, this, [this] {
        assignments_.refresh();
        offers_.refresh();
        sync_.refresh();
        visit_.compare();
    });
    connect(&briefing_, &BriefingViewModel::started, this, [this](const QString& key) {
        if (const auto id = parse_id<AssignmentId>(bytes(key)))
            visit_.openAssignment(*id);
    });
    connect(&briefing_, &BriefingViewModel::left, this, [this] { go(QStringLiteral("assignments")); });
    connect(&visit_, &VisitViewModel::opened, this,
            [this](const QString& page) { go(isVisitPage(page) ? page : QStringLiteral("section")); });
    connect(&visit_, &VisitViewModel::refused, &briefing_, &BriefingViewModel::sayError);
    connect(&visit_, &VisitViewModel::ended, this, [this] { go(QStringLiteral("sync")); });
    connect(&visit_, &VisitViewModel::practiceSealed, this, [this](const QString& visit) {
        practice_.show(visit);
        go(QStringLiteral("practice"));
    });
    connect(&practice_, &PracticeViewModel::gone, this, [this] { go(QStringLiteral("assignments")); });
    watchLock();
}

bool AppViewModel::inVisit() const { return visit_.isOpen() && isVisitPage(page_); }

void AppViewModel::go(const QString& page)
{
    if (isVisitPage(page) && !visit_.isOpen())
        return;
    if (page == QLatin1String("sync"))
        sync_.refresh();
    if (page == QLatin1String("assignments")) {
        assignments_.refresh();
        offers_.refresh();
    }
    if (page == QLatin1String("missing"))
        visit_.form()->pointOutMissing();
    if (visit_.isOpen()) {
        if (isVisitPage(page))
            visit_.notePage(page);
        else
            visit_.close();
    }
    if (page != QLatin1String("briefing") && page != page_)
        briefing_.sayError({});
    page_ = page;
    emit pageChanged();
}

void AppViewModel::back()
{
    if (page_ == QLatin1String("clock") || page_ == QLatin1String("missing"))
        return go(QStringLiteral("section"));
    go(QStringLiteral("assignments"));
}

void AppViewModel::showBriefing(const QString& key)
{
    if (briefing_.show(key))
        go(QStringLiteral("briefing"));
}

void AppViewModel::startPractice() { visit_.openPractice(); }

void AppViewModel::lock() { tablet_.lock(); }

void AppViewModel::retranslate()
{
    visit_.retranslate();
    assignments_.refresh();
    offers_.refresh();
    sync_.refresh();
    briefing_.refresh();
    practice_.read();
    settings_.retranslate();
    unlock_.forgetError();
}

void AppViewModel::watchLock()
{
    const auto state = tablet_.lock_state();
    // With the key the draft is gone from memory too; it is opened again after the next unlock. Its clock runs on.
    if (state == services::LockState::key_locked) {
        key_was_gone_ = true;
        visit_.forget();
        briefing_.clear();
        page_ = QStringLiteral("assignments");
        emit pageChanged();
    }
    if (state == services::LockState::open) {
        assignments_.refresh();
        offers_.refresh();
        sync_.refresh();
        if (std::exchange(key_was_gone_, false))
            visit_.openLast();
    }
    stage_ = stageOf(state);
    emit stageChanged();
}

} // namespace balieblik::viewmodels
