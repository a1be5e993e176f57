// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/answer.hpp"

#include "forms/xform/picture.hpp"
#include "viewmodels/place.hpp"
#include "viewmodels/question_kind.hpp"
#include "viewmodels/styled_text.hpp"
#include "viewmodels/words.hpp"

#include <QDateTime>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace balieblik::viewmodels {
namespace {

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

Answer::Answer(const forms::NodeView& node, QObject* parent, QString gallery)
    : QObject(parent), node_(node), gallery_(std::move(gallery)), kind_(questionKind(node)),
      words_(appearanceWords(node.appearance))
{
    if (node.control) {
        parameters_ = node.control->parameters;
        many_ = node.control->kind == forms::ControlKind::select_multiple;
    }
    readStops();
    // The form and its controls may be closed before the page is.
    node_.control = nullptr;
    node_.bind = nullptr;
}

void Answer::show(const forms::NodeView& node)
{
    const auto before = std::exchange(node_, node);
    node_.control = nullptr;
    node_.bind = nullptr;
    if (before.label != node_.label || before.hint != node_.hint || before.guidance != node_.guidance ||
        before.pictures != node_.pictures)
        emit textChanged();
    if (before.options != node_.options || before.pictures != node_.pictures)
        emit optionsChanged();
    if (before.value != node_.value) {
        refused_.clear();
        readStops();
        emit valueChanged();
    }
    if (before.value != node_.value || before.options != node_.options)
        emit rankedChanged();
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

void Answer::setDrawing(const QByteArray& drawing)
{
    if (std::exchange(drawing_, drawing) != drawing)
        emit drawingChanged();
}

std::string Answer::wantedDrawing() const
{
    const auto name =
        kind_ == QLatin1String("ImageMap") ? forms::picture_name(node_.pictures.small) : std::string_view{};
    return std::string{name.ends_with(".svg") || name.ends_with(".SVG") ? name : std::string_view{}};
}

QStringList Answer::offered() const
{
    QStringList names;
    for (const auto& option : node_.options)
        names.append(text(option.value));
    return names;
}

QVariantList Answer::placed() const
{
    QVariantList made;
    for (const auto& option : node_.options)
        if (!stopsOf(text(option.place)).isEmpty()) {
            auto shown = shownOption(option);
            shown.insert(QStringLiteral("place"), text(option.place));
            made.append(shown);
        }
    return made;
}

QString Answer::reference() const { return text(node_.reference); }

QString Answer::name() const { return text(std::string_view{node_.reference}.substr(node_.reference.rfind('/') + 1)); }

QString Answer::label() const { return plainText(node_.label); }

QString Answer::hint() const { return plainText(node_.hint); }

QString Answer::guidance() const { return plainText(node_.guidance); }

QString Answer::styledLabel() const { return styledText(node_.label); }

QString Answer::styledHint() const { return styledText(node_.hint); }

QString Answer::styledGuidance() const { return styledText(node_.guidance); }

QVariantList Answer::options() const
{
    QVariantList made;
    for (const auto& option : node_.options) {
        const auto scale = kind_ == QLatin1String("ToneScale") && option.value.size() == 1;
        auto shown = shownOption(option);
        shown.insert(QStringLiteral("mark"), scale ? text(option.value) : QString{});
        if (scale)
            shown.insert(QStringLiteral("label"), plainText(withoutNumber(option.label, option.value)));
        made.append(shown);
    }
    return made;
}

QString Answer::source(const QString& gallery, std::string_view address)
{
    const auto name = forms::picture_name(address);
    return name.empty() || gallery.isEmpty() ? QString{}
                                             : gallery + QString::fromLatin1(QUrl::toPercentEncoding(text(name)));
}

QVariantMap Answer::shownOption(const forms::Option& option) const
{
    const auto label = plainText(option.label);
    // A choice may be a picture alone; its name is then all that can be read aloud.
    const auto spoken = label.isEmpty() ? text(option.value).replace(QLatin1Char('_'), QLatin1Char(' ')) : label;
    return {{QStringLiteral("value"), text(option.value)},
            {QStringLiteral("label"), label},
            {QStringLiteral("styled"), styledText(option.label)},
            {QStringLiteral("spoken"), spoken},
            {QStringLiteral("picture"), source(option.pictures.small)}};
}

bool Answer::illustrated() const
{
    return std::any_of(node_.options.begin(), node_.options.end(),
                       [this](const auto& option) { return !source(option.pictures.small).isEmpty(); });
}

QVariantList Answer::largePictures() const
{
    QVariantList made;
    if (const auto large = source(node_.pictures.large); !large.isEmpty())
        made.append(QVariantMap{{QStringLiteral("picture"), large},
                                {QStringLiteral("label"), QString{}},
                                {QStringLiteral("spoken"), label()}});
    for (const auto& option : node_.options)
        if (const auto large = source(option.pictures.large); !large.isEmpty()) {
            auto shown = shownOption(option);
            shown.insert(QStringLiteral("picture"), large);
            made.append(shown);
        }
    return made;
}

bool Answer::longOptions() const
{
    return std::any_of(node_.options.begin(), node_.options.end(),
                       [](const auto& option) { return plainText(option.label).size() > 14; });
}

QString Answer::value() const { return text(node_.value); }

QString Answer::shown() const
{
    if (node_.type == forms::DataType::decimal || node_.type == forms::DataType::integer)
        return words_.contains(QLatin1String("thousands-sep")) ? groupedNumber(node_.value) : shownNumber(node_.value);
    if (kind_ == QLatin1String("Place")) {
        const auto place = readPlace(value());
        return place ? shownPlace(*place) : value();
    }
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
                                                : plainText(node_.constraint_message);
    if (node_.violation == forms::Violation::required && point_out_missing_)
        return node_.required_message.empty() ? tr("This question still needs an answer.")
                                              : plainText(node_.required_message);
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
    else if (kind_ == QLatin1String("Place")) {
        if (const auto place = typedPlace(typed))
            read = bytes(placeText(*place));
    } else if (kind_ == QLatin1String("Trace")) {
        const auto place = typedPlace(typed);
        return place ? addStop(placeText(*place)) : refuseTyped();
    } else if (kind_ == QLatin1String("Year")) {
        const auto year = typed.trimmed().toInt();
        return year >= 1000 && year <= 9999 ? proposeMonth(year, 1) : refuseTyped();
    } else
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

int Answer::columns() const
{
    for (const auto& word : words_) {
        if (word == QLatin1String("columns-pack"))
            return 0;
        if (word == QLatin1String("columns"))
            return 0;
        if (word.startsWith(QLatin1String("columns-")))
            return std::clamp(word.mid(8).toInt(), 1, 12);
    }
    return many_ ? 1 : 0;
}

int Answer::steps() const
{
    const auto step = parameter("step", "1").toDouble();
    const auto span = parameter("end", "10").toDouble() - parameter("start", "1").toDouble();
    return step == 0 || span / step < 0 ? 1 : static_cast<int>(std::min(10'000.0, std::floor(span / step + 1e-9))) + 1;
}

int Answer::at() const
{
    bool read = false;
    const auto number = value().toDouble(&read);
    const auto step = parameter("step", "1").toDouble();
    return read && step != 0 ? qRound((number - parameter("start", "1").toDouble()) / step) : -1;
}

void Answer::choose(const QString& option) { many_ ? toggle(option) : propose(option); }

QVariantList Answer::find(const QString& typed, int most) const
{
    const auto wanted = typed.trimmed();
    QVariantList first;
    QVariantList others;
    for (const auto& option : node_.options) {
        if (first.size() >= most)
            break;
        const auto label = plainText(option.label);
        const auto found = wanted.isEmpty() ? 0 : label.indexOf(wanted, 0, Qt::CaseInsensitive);
        if (found >= 0)
            (found == 0 ? first : others).append(shownOption(option));
    }
    return (first + others).mid(0, most);
}

QString Answer::chosenText() const
{
    const auto now = chosen();
    QStringList labels;
    for (const auto& option : node_.options)
        if (now.contains(text(option.value)))
            labels.append(plainText(option.label));
    return labels.join(QStringLiteral(", "));
}

QString Answer::stop(int at) const
{
    const auto decimals = [](const QString& number) {
        const auto point = number.indexOf(QLatin1Char('.'));
        return point < 0 ? 0 : static_cast<int>(number.size() - point - 1);
    };
    const auto start = parameter("start", "1");
    const auto step = parameter("step", "1");
    return QString::number(start.toDouble() + at * step.toDouble(), 'f', std::max(decimals(start), decimals(step)));
}

QString Answer::shownStop(int at) const { return shownNumber(bytes(stop(at))); }

void Answer::proposeStop(int at)
{
    if (at >= 0 && at < steps())
        propose(stop(at));
}

void Answer::proposeMonth(int year, int month)
{
    const QDate day{year, month, 1};
    day.isValid() ? propose(day.toString(Qt::ISODate)) : refuseTyped();
}

void Answer::count(int by) { propose(QString::number(value().toLongLong() + by)); }

std::vector<std::string> Answer::order() const
{
    std::vector<std::string> order;
    for (const auto& option : value().split(QLatin1Char(' '), Qt::SkipEmptyParts))
        order.push_back(bytes(option));
    for (const auto& option : node_.options)
        if (std::find(order.begin(), order.end(), option.value) == order.end())
            order.push_back(option.value);
    return order;
}

QVariantList Answer::ranked() const
{
    QVariantList made;
    for (const auto& value : order())
        for (const auto& option : node_.options)
            if (option.value == value)
                made.append(shownOption(option));
    return made;
}

void Answer::move(const QString& option, int by)
{
    auto now = order();
    const auto found = std::find(now.begin(), now.end(), bytes(option));
    const auto to = found - now.begin() + by;
    if (found == now.end() || to < 0 || to >= static_cast<std::ptrdiff_t>(now.size()))
        return;
    std::swap(*found, now[static_cast<std::size_t>(to)]);
    QStringList said;
    for (const auto& value : now)
        said.append(text(value));
    propose(said.join(QLatin1Char(' ')));
}

QStringList Answer::places() const
{
    QStringList shown;
    for (const auto& stop : stops_)
        if (const auto place = readPlace(stop))
            shown.append(shownPlace(*place));
    return shown;
}

void Answer::readStops()
{
    if (node_.value.empty())
        return;
    stops_ = stopsOf(value());
    // An area ends where it began: that stop is not a place of its own.
    if (closed() && stops_.size() > 1)
        stops_.removeLast();
}

void Answer::addStop(const QString& place)
{
    stops_.append(place);
    proposeStops();
}

void Answer::dropStop()
{
    if (stops_.isEmpty())
        return;
    stops_.removeLast();
    proposeStops();
}

void Answer::proposeStops()
{
    auto line = stops_;
    if (line.size() < (closed() ? 3 : 2))
        line.clear();
    else if (closed())
        line.append(line.first());
    propose(line.join(QLatin1Char(';')));
    emit valueChanged();
}

void Answer::proposePicture(const QByteArray& picture)
{
    if (!picture.isEmpty())
        emit pictureProposed(reference(), picture);
}

QString Answer::parameter(const char* name, const char* otherwise) const
{
    const auto found = parameters_.find(name);
    return found == parameters_.end() || found->second.empty() ? QString::fromLatin1(otherwise) : text(found->second);
}

void Answer::refuseTyped()
{
    if (kind_ == QLatin1String("Date"))
        setRefused(tr("Write the date as day-month-year, for example 12-03-2026."));
    else if (kind_ == QLatin1String("Time") || kind_ == QLatin1String("Moment"))
        setRefused(tr("Write the time as hours:minutes, for example 09:05."));
    else if (kind_ == QLatin1String("Place") || kind_ == QLatin1String("Trace"))
        setRefused(tr("Write latitude and longitude in degrees, for example 52.3893, 6.2754."));
    else if (kind_ == QLatin1String("Year") || kind_ == QLatin1String("MonthYear"))
        setRefused(tr("Write the year with four digits, for example 2026."));
    else
        setRefused(tr("Write a number here."));
}

} // namespace balieblik::viewmodels
