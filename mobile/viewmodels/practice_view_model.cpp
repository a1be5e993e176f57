// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/practice_view_model.hpp"

#include "viewmodels/words.hpp"

#include <QLocale>

#include <functional>

namespace balieblik::viewmodels {
namespace {

// Reads the explained score as `scoring` describes it; the view-models do not know that room.
const boost::json::value* member(const boost::json::object& object, const char* name)
{
    const auto* found = object.if_contains(name);
    return found && !found->is_null() ? found : nullptr;
}

std::optional<double> number(const boost::json::object& object, const char* name)
{
    const auto* found = member(object, name);
    boost::system::error_code problem;
    const auto value = found ? found->to_number<double>(problem) : 0.0;
    return found && !problem ? std::optional{value} : std::nullopt;
}

QString word(const boost::json::object& object, const char* name)
{
    const auto* found = member(object, name);
    return found && found->is_string() ? text(std::string_view{found->get_string()}) : QString{};
}

QString rounded(double value) { return QLocale().toString(value, 'f', 1); }

QString dimensionName(const QString& code)
{
    const QMap<QString, QString> names{{QStringLiteral("ACC"), PracticeViewModel::tr("Access")},
                                       {QStringLiteral("ENV"), PracticeViewModel::tr("Surroundings")},
                                       {QStringLiteral("WAIT"), PracticeViewModel::tr("Waiting")},
                                       {QStringLiteral("TONE"), PracticeViewModel::tr("Tone")},
                                       {QStringLiteral("KNOW"), PracticeViewModel::tr("Knowledge")},
                                       {QStringLiteral("RULE"), PracticeViewModel::tr("The rule")},
                                       {QStringLiteral("OUT"), PracticeViewModel::tr("Result")}};
    return names.value(code, code);
}

// The sentences of the parts that `wanted` names, by part.
QStringList sentences(const boost::json::object& score,
                      const std::function<bool(const QString& part, int place)>& wanted)
{
    QStringList lines;
    const auto* languages = member(score, "explanation");
    const auto* parts =
        languages && languages->is_object() ? member(languages->get_object(), bytes(appLanguage()).c_str()) : nullptr;
    if (!parts || !parts->is_array())
        return lines;
    int place = 0;
    for (const auto& value : parts->get_array()) {
        if (!value.is_object() || !wanted(word(value.get_object(), "dimension"), place++))
            continue;
        if (const auto* said = member(value.get_object(), "lines"); said && said->is_array())
            for (const auto& line : said->get_array())
                if (line.is_string())
                    lines.append(text(std::string_view{line.get_string()}));
    }
    return lines;
}

QString explanation(const boost::json::object& score, const QString& dimension)
{
    return sentences(score, [&](const QString& part, int) { return part == dimension; }).join(QLatin1Char('\n'));
}

} // namespace

PracticeViewModel::PracticeViewModel(services::Tablet& tablet, QObject* parent)
    : QObject(parent), tablet_(tablet),
      dimensions_({QStringLiteral("name"), QStringLiteral("label"), QStringLiteral("score"), QStringLiteral("weight"),
                   QStringLiteral("share"), QStringLiteral("explanation")},
                  this)
{
}

void PracticeViewModel::show(const QString& visit)
{
    const auto id = parse_id<VisitId>(bytes(visit));
    if (!id)
        return;
    visit_ = *id;
    tablet_.practice_score(visit_, [this](Result<boost::json::object> done) {
        error_ = done ? QString{} : sentenceOf(done.error());
        if (done)
            score_ = std::move(*done);
        read();
    });
}

void PracticeViewModel::read()
{
    const auto& score = score_;
    const auto index = number(score, "index");
    index_ = index ? rounded(*index) : tr("none");
    const auto waited = number(score, "wait_s");
    const auto norm = number(score, "norm_s");
    wait_ = waited && norm ? tr("Waited %1; the norm is %2.")
                                 .arg(duration(seconds{static_cast<std::int64_t>(*waited)}),
                                      duration(seconds{static_cast<std::int64_t>(*norm)}))
                           : QString{};
    // The whole first, then what stands beside it; both are no dimension.
    summary_ = sentences(score, [](const QString& part, int place) {
                   return part.isEmpty() && place == 0;
               }).join(QLatin1Char('\n'));
    beside_ = sentences(score, [](const QString& part, int place) {
                  return part.isEmpty() && place > 0;
              }).join(QLatin1Char('\n'));
    QList<RowModel::Row> rows;
    if (const auto* dimensions = member(score, "dimensions"); dimensions && dimensions->is_array())
        for (const auto& value : dimensions->get_array()) {
            if (!value.is_object())
                continue;
            const auto& dimension = value.get_object();
            const auto points = number(dimension, "score");
            rows.append({word(dimension, "name"), dimensionName(word(dimension, "name")),
                         points ? rounded(*points) : tr("does not count"),
                         QLocale().toString(number(dimension, "weight").value_or(0), 'f', 0),
                         points ? *points / 100 : 0.0, explanation(score, word(dimension, "name"))});
        }
    dimensions_.setRows(std::move(rows));
    emit changed();
}

void PracticeViewModel::throwAway()
{
    tablet_.remove_practice(visit_, [this](Result<void> done) {
        error_ = done ? QString{} : sentenceOf(done.error());
        emit changed();
        if (done)
            emit gone();
    });
}

} // namespace balieblik::viewmodels
