// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/clock_view_model.hpp"

#include "viewmodels/words.hpp"

#include <QDateTime>

namespace balieblik::viewmodels {
namespace {

constexpr LapKind all_kinds[] = {LapKind::B1, LapKind::C1, LapKind::C2, LapKind::G4};

const Lap* find(const std::vector<Lap>& laps, LapKind kind)
{
    const Lap* found = nullptr;
    for (const auto& lap : laps)
        if (lap.kind == kind)
            found = &lap;
    return found;
}

QString oddity(ClockFlag flag)
{
    switch (flag) {
    case ClockFlag::wall_jumped:
        return sentenceOf(Error{Errc::clock_changed, {}});
    case ClockFlag::rebooted:
        return ClockViewModel::tr(
            "The tablet was restarted during the visit. The times are kept as measured and marked.");
    case ClockFlag::out_of_order:
        return ClockViewModel::tr("The times are not in the order of a visit. Look at them again.");
    }
    return {};
}

} // namespace

ClockViewModel::ClockViewModel(services::Tablet& tablet, QObject* parent)
    : QObject(parent), tablet_(tablet),
      rows_({QStringLiteral("kind"), QStringLiteral("label"), QStringLiteral("time"), QStringLiteral("measured"),
             QStringLiteral("reason"), QStringLiteral("phase")},
            this)
{
    tick_.setInterval(1000);
    connect(&tick_, &QTimer::timeout, this, [this] {
        clock_ = tablet_.clock();
        emit ticked();
    });
    connect(&tablet_, &services::Tablet::clockChanged, this, &ClockViewModel::refresh);
    connect(&tablet_, &services::Tablet::lockChanged, this, &ClockViewModel::refresh);
    refresh();
}

void ClockViewModel::refresh() { show(tablet_.clock()); }

void ClockViewModel::show(const services::ClockView& clock)
{
    clock_ = clock;
    const auto answers = answers_of(clock_.laps);
    const QMap<QString, QString> labels{{QStringLiteral("B1"), tr("Arrived at the front door")},
                                        {QStringLiteral("C1"), tr("Checked in or took a ticket")},
                                        {QStringLiteral("C2"), tr("Called and spoken to")},
                                        {QStringLiteral("G4"), tr("Finished and leaving")}};
    auto last_done = -1;
    for (int at = 0; at < 4; ++at)
        if (find(clock_.laps, all_kinds[at]))
            last_done = at;
    QList<RowModel::Row> rows;
    for (int at = 0; at < 4; ++at) {
        const auto kind = text(json::enum_name(all_kinds[at]));
        const auto* lap = find(clock_.laps, all_kinds[at]);
        QString time;
        for (const auto& answer : answers.answers)
            if (lap && answer.kind == lap->kind)
                time = clockTime(answer.time);
        const auto measured = lap && lap->corrected ? clockTime(lap->wall) : QString{};
        if (lap && lap->corrected)
            time = clockTime(*lap->corrected);
        const auto phase = lap                   ? QStringLiteral("done")
                           : at == last_done + 1 ? QStringLiteral("next")
                           : at < last_done      ? QStringLiteral("skipped")
                                                 : QStringLiteral("later");
        rows.append({kind, labels[kind], time, measured, lap && lap->reason ? text(*lap->reason) : QString{}, phase});
    }
    rows_.setRows(std::move(rows));
    QStringList odd;
    for (const auto flag : answers.flags)
        odd.append(oddity(flag));
    notice_ = odd.join(QLatin1Char('\n'));
    if (running() || clock_.undo_left)
        tick_.start();
    else
        tick_.stop();
    emit changed();
    emit ticked();
}

bool ClockViewModel::usable() const { return tablet_.clock_usable(); }

bool ClockViewModel::running() const { return !clock_.laps.empty() && !finished(); }

bool ClockViewModel::finished() const { return find(clock_.laps, LapKind::G4) != nullptr; }

QString ClockViewModel::elapsed() const
{
    if (finished()) {
        const auto times = answers_of(clock_.laps).answers;
        return duration(times.back().time - times.front().time);
    }
    return clock_.since_first ? duration(*clock_.since_first) : QString{};
}

int ClockViewModel::undoSeconds() const
{
    return clock_.undo_left ? static_cast<int>((clock_.undo_left->count() + 999) / 1000) : 0;
}

void ClockViewModel::tap(const QString& kind)
{
    const auto named = json::enum_named<LapKind>(bytes(kind));
    if (!named)
        return;
    error_.clear();
    tablet_.tap(*named, [this](Result<services::VisitUpdate> done) { settle(done); });
}

void ClockViewModel::undo()
{
    error_.clear();
    tablet_.undo_tap([this](Result<services::VisitUpdate> done) { settle(done); });
}

bool ClockViewModel::correct(const QString& kind, const QString& time, const QString& reason)
{
    const auto named = json::enum_named<LapKind>(bytes(kind));
    const auto* lap = named ? find(clock_.laps, *named) : nullptr;
    const auto typed = typedTime(time);
    if (!typed) {
        say(tr("Write the time as hours:minutes:seconds, for example 10:05:30."));
        return false;
    }
    if (reason.trimmed().isEmpty()) {
        say(sentenceOf({Errc::reason_missing, {}}));
        return false;
    }
    // The day of the lap; of the first lap, or today, where this one was never tapped.
    auto day = QDate::currentDate();
    const auto* anchor = lap ? lap : clock_.laps.empty() ? nullptr : &clock_.laps.front();
    if (anchor)
        day = QDateTime::fromMSecsSinceEpoch(anchor->wall.time_since_epoch().count()).date();
    const QDateTime moment{day, QTime::fromString(text(*typed), QStringLiteral("HH:mm:ss"))};
    error_.clear();
    tablet_.correct_lap(*named, Timestamp{milliseconds{moment.toMSecsSinceEpoch()}}, bytes(reason.trimmed()),
                        [this](Result<services::VisitUpdate> done) { settle(done); });
    return true;
}

void ClockViewModel::settle(const Result<services::VisitUpdate>& done)
{
    if (!done)
        return say(sentenceOf(done.error()));
    refresh();
    emit updated(*done);
}

void ClockViewModel::say(const QString& sentence)
{
    error_ = sentence;
    emit changed();
}

} // namespace balieblik::viewmodels
