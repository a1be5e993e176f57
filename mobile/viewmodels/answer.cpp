// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/answer.hpp"

#include "viewmodels/words.hpp"

#include <QDateTime>

#include <algorithm>

namespace balieblik::viewmodels {
namespace {

bool has(std::string_view appearance, std::string_view word)
{
    for (std::size_t at = 0; at < appearance.size();) {
        const auto end = std::min(appearance.find(' ', at), appearance.size());
        if (appearance.substr(at, end - at) == word)
            return true;
        at = end + 1;
    }
    return false;
}

QString kindOfInput(const forms::NodeView& node)
{
    if (has(node.appearance, "bb:wait-clock"))
        return QStringLiteral("Lap");
    switch (node.type) {
    case forms::DataType::integer:
        return QStringLiteral("Integer");
    case forms::DataType::decimal:
        return QStringLiteral("Decimal");
    case forms::DataType::date:
        return QStringLiteral("Date");
    case forms::DataType::time:
        return QStringLiteral("Time");
    case forms::DataType::date_time:
        return QStringLiteral("Moment");
    default:
        return has(node.appearance, "multiline") ? QStringLiteral("Multiline") : QStringLiteral("Text");
    }
}

// "3 = clean but crowded" stands under a circle with the 3 in it: the words are enough.
std::string_view withoutNumber(std::string_view label, std::string_view value)
{
    if (value.empty() || !label.starts_with(value))
        return label;
    auto rest = label.substr(value.size());
    for (const std::string_view separator : {" = ", " – ", " - ", ": ", ". ", " "})
        if (rest.starts_with(separator))
            return rest.substr(separator.size());
    return rest.empty() ? rest : label;
}

} // namespace

Answer::Answer(const forms::NodeView& node, QObject* parent) : QObject(parent), node_(node), kind_(kindOf(node))
{
    if (node.control)
        parameters_ = node.control->parameters;
    // The form and its controls may be closed before the page is.
    node_.control = nullptr;
    node_.bind = nullptr;
}

QString Answer::kindOf(const forms::NodeView& node)
{
    switch (node.kind) {
    case forms::NodeKind::note:
        return QStringLiteral("Note");
    case forms::NodeKind::group:
        return QStringLiteral("Group");
    case forms::NodeKind::repeat:
        return QStringLiteral("Repeat");
    case forms::NodeKind::repeat_instance:
        return QStringLiteral("Instance");
    default:
        break;
    }
    if (!node.control)
        return QStringLiteral("Text");
    switch (node.control->kind) {
    case forms::ControlKind::select_one:
        return has(node.appearance, "bb:tone-scale") || has(node.appearance, "likert") ? QStringLiteral("ToneScale")
                                                                                       : QStringLiteral("SelectOne");
    case forms::ControlKind::select_multiple:
        return QStringLiteral("SelectMany");
    case forms::ControlKind::range:
        return QStringLiteral("Range");
    case forms::ControlKind::upload: {
        const auto media = node.control->parameters.find("mediatype");
        return media == node.control->parameters.end() || media->second.starts_with("image") ? QStringLiteral("Photo")
                                                                                             : QStringLiteral("Text");
    }
    case forms::ControlKind::trigger:
        return QStringLiteral("Acknowledge");
    case forms::ControlKind::input:
        return kindOfInput(node);
    default:
        return QStringLiteral("Text");
    }
}

void Answer::show(const forms::NodeView& node)
{
    const auto before = std::exchange(node_, node);
    node_.control = nullptr;
    node_.bind = nullptr;
    if (before.label != node_.label || before.hint != node_.hint)
        emit textChanged();
    if (before.options != node_.options)
        emit optionsChanged();
    if (before.value != node_.value) {
        refused_.clear();
        emit valueChanged();
    }
    if (before.required != node_.required || before.readonly != node_.readonly || before.can_add != node_.can_add)
        emit stateChanged();
    emit problemChanged();
}

void Answer::pointOutMissing(bool yes)
{
    if (std::exchange(point_out_missing_, yes) != yes)
        emit problemChanged();
}

void Answer::setSaving(bool saving)
{
    saving_ = saving;
    if (saving)
        refused_.clear();
    else
        saved_ = true;
    emit savingChanged();
    emit problemChanged();
}

void Answer::setRefused(const QString& sentence)
{
    saving_ = false;
    saved_ = false;
    refused_ = sentence;
    emit savingChanged();
    emit problemChanged();
}

void Answer::setPicture(const QString& source)
{
    if (std::exchange(picture_, source) != source)
        emit pictureChanged();
}

QString Answer::reference() const { return text(node_.reference); }

QString Answer::name() const { return text(std::string_view{node_.reference}.substr(node_.reference.rfind('/') + 1)); }

QString Answer::label() const { return text(node_.label); }

QString Answer::hint() const { return text(node_.hint); }

QVariantList Answer::options() const
{
    QVariantList made;
    for (const auto& option : node_.options) {
        const auto scale = kind_ == QLatin1String("ToneScale") && option.value.size() == 1;
        made.append(QVariantMap{
            {QStringLiteral("value"), text(option.value)},
            {QStringLiteral("label"), text(scale ? withoutNumber(option.label, option.value) : option.label)},
            {QStringLiteral("mark"), scale ? text(option.value) : QString{}}});
    }
    return made;
}

bool Answer::longOptions() const
{
    return std::any_of(node_.options.begin(), node_.options.end(),
                       [](const auto& option) { return text(option.label).size() > 14; });
}

QString Answer::value() const { return text(node_.value); }

QString Answer::shown() const
{
    if (kind_ == QLatin1String("Decimal"))
        return shownNumber(node_.value);
    if (kind_ == QLatin1String("Date"))
        return viewmodels::shownDate(node_.value);
    if (kind_ == QLatin1String("Time") || kind_ == QLatin1String("Moment"))
        return shownTime(node_.value);
    if (kind_ == QLatin1String("Lap")) {
        const auto moment = parse_timestamp(node_.value);
        return moment ? clockTime(*moment) : QString{};
    }
    return value();
}

QString Answer::shownDate() const
{
    return node_.value.empty() ? QDate::currentDate().toString(QStringLiteral("dd-MM-yyyy"))
                               : viewmodels::shownDate(node_.value);
}

QStringList Answer::chosen() const { return value().split(QLatin1Char(' '), Qt::SkipEmptyParts); }

QString Answer::problem() const
{
    if (!refused_.isEmpty())
        return refused_;
    if (node_.violation == forms::Violation::constraint)
        return node_.constraint_message.empty() ? sentenceOf({Errc::answer_refused, {}})
                                                : text(node_.constraint_message);
    if (node_.violation == forms::Violation::required && point_out_missing_)
        return node_.required_message.empty() ? tr("This question still needs an answer.")
                                              : text(node_.required_message);
    return {};
}

void Answer::propose(const QString& value)
{
    if (value != this->value() || !refused_.isEmpty())
        emit proposed(reference(), value);
}

void Answer::proposeTyped(const QString& typed)
{
    if (typed.trimmed().isEmpty())
        return propose({});
    std::optional<std::string> read;
    if (kind_ == QLatin1String("Integer") || kind_ == QLatin1String("Decimal"))
        read = typedNumber(typed, kind_ == QLatin1String("Integer"));
    else if (kind_ == QLatin1String("Date"))
        read = typedDate(typed);
    else if (kind_ == QLatin1String("Time"))
        read = typedTime(typed);
    else
        read = bytes(typed);
    read ? propose(text(*read)) : refuseTyped();
}

void Answer::proposeMoment(const QString& date, const QString& time)
{
    if (time.trimmed().isEmpty())
        return propose({});
    const auto read = typedMoment(date, time);
    read ? propose(text(*read)) : refuseTyped();
}

void Answer::proposeNow()
{
    const auto now = QDateTime::currentDateTime();
    if (kind_ == QLatin1String("Date"))
        propose(now.date().toString(Qt::ISODate));
    else if (kind_ == QLatin1String("Time"))
        propose(now.time().toString(QStringLiteral("HH:mm:ss")));
    else
        proposeMoment(now.date().toString(Qt::ISODate), now.time().toString(QStringLiteral("HH:mm:ss")));
}

void Answer::toggle(const QString& option)
{
    auto now = chosen();
    if (!now.removeOne(option))
        now.append(option);
    propose(now.join(QLatin1Char(' ')));
}

int Answer::parameter(const char* name, int otherwise) const
{
    const auto found = parameters_.find(name);
    if (found == parameters_.end())
        return otherwise;
    bool whole = false;
    const auto number = text(found->second).toInt(&whole);
    return whole ? number : otherwise;
}

void Answer::refuseTyped()
{
    if (kind_ == QLatin1String("Date"))
        setRefused(tr("Write the date as day-month-year, for example 12-03-2026."));
    else if (kind_ == QLatin1String("Time") || kind_ == QLatin1String("Moment"))
        setRefused(tr("Write the time as hours:minutes, for example 09:05."));
    else
        setRefused(tr("Write a number here."));
}

} // namespace balieblik::viewmodels
