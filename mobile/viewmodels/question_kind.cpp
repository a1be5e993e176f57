// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/question_kind.hpp"

#include "viewmodels/words.hpp"

#include <array>
#include <utility>

namespace balieblik::viewmodels {
namespace {

// The first word that stands in the appearance decides.
template <std::size_t N>
QString byWord(const QStringList& words, const std::array<std::pair<const char*, const char*>, N>& kinds,
               const char* otherwise)
{
    for (const auto& [word, kind] : kinds)
        if (words.contains(QLatin1String(word)))
            return QString::fromLatin1(kind);
    return QString::fromLatin1(otherwise);
}

constexpr std::array<std::pair<const char*, const char*>, 10> of_one{{{"bb:tone-scale", "ToneScale"},
                                                                      {"image-map", "ImageMap"},
                                                                      {"map", "Map"},
                                                                      {"likert", "Scale"},
                                                                      {"label", "Scale"},
                                                                      {"list-nolabel", "Scale"},
                                                                      {"list", "Scale"},
                                                                      {"search", "Search"},
                                                                      {"autocomplete", "Search"},
                                                                      {"minimal", "Dropdown"}}};
constexpr std::array<std::pair<const char*, const char*>, 8> of_many{{{"image-map", "ImageMap"},
                                                                      {"map", "Map"},
                                                                      {"label", "Scale"},
                                                                      {"list-nolabel", "Scale"},
                                                                      {"list", "Scale"},
                                                                      {"search", "Search"},
                                                                      {"autocomplete", "Search"},
                                                                      {"minimal", "Dropdown"}}};
constexpr std::array<std::pair<const char*, const char*>, 2> of_date{{{"year", "Year"}, {"month-year", "MonthYear"}}};
constexpr std::array<std::pair<const char*, const char*>, 1> of_text{{{"multiline", "Multiline"}}};
constexpr std::array<std::pair<const char*, const char*>, 3> of_picture{
    {{"signature", "Drawing"}, {"draw", "Drawing"}, {"annotate", "Drawing"}}};

QString parameter(const forms::NodeView& node, const char* name)
{
    const auto found = node.control->parameters.find(name);
    return found == node.control->parameters.end() ? QString{} : text(found->second);
}

// A few whole numbers stand beside each other as buttons; more of them, or fractions, are slid to.
QString kindOfRange(const forms::NodeView& node, const QStringList& words)
{
    if (words.contains(QLatin1String("rating")))
        return QStringLiteral("Rating");
    if (words.contains(QLatin1String("picker")))
        return QStringLiteral("Picker");
    const auto step = parameter(node, "step").toDouble();
    const auto steps = step > 0 ? (parameter(node, "end").toDouble() - parameter(node, "start").toDouble()) / step : 10;
    const bool slides = node.type == forms::DataType::decimal || words.contains(QLatin1String("vertical")) ||
                        words.contains(QLatin1String("no-ticks"));
    return slides || steps > 12 ? QStringLiteral("Slider") : QStringLiteral("Range");
}

QString kindOfUpload(const forms::NodeView& node, const QStringList& words)
{
    const auto media = parameter(node, "mediatype");
    if (media.isEmpty() || media.startsWith(QLatin1String("image")))
        return byWord(words, of_picture, "Photo");
    return QStringLiteral("File");
}

QString kindOfInput(const forms::NodeView& node, const QStringList& words)
{
    if (words.contains(QLatin1String("bb:wait-clock")))
        return QStringLiteral("Lap");
    if (node.bind && node.bind->type == "barcode")
        return QStringLiteral("Barcode");
    switch (node.type) {
    case forms::DataType::integer:
        return words.contains(QLatin1String("counter")) ? QStringLiteral("Counter") : QStringLiteral("Integer");
    case forms::DataType::decimal:
        return QStringLiteral("Decimal");
    case forms::DataType::date:
        return byWord(words, of_date, "Date");
    case forms::DataType::time:
        return QStringLiteral("Time");
    case forms::DataType::date_time:
        return QStringLiteral("Moment");
    case forms::DataType::geopoint:
        return QStringLiteral("Place");
    case forms::DataType::geotrace:
    case forms::DataType::geoshape:
        return QStringLiteral("Trace");
    default:
        return byWord(words, of_text, "Text");
    }
}

QString modernWord(const QString& word)
{
    if (word == QLatin1String("compact") || word == QLatin1String("horizontal-compact"))
        return QStringLiteral("columns-pack");
    if (word == QLatin1String("horizontal"))
        return QStringLiteral("columns");
    if (word.startsWith(QLatin1String("compact-")))
        return QStringLiteral("columns-") + word.mid(8);
    if (word == QLatin1String("quickcompact"))
        return QStringLiteral("columns-pack");
    // "search('file')" is the older way to write a list of choices from a file.
    if (word.startsWith(QLatin1String("search(")))
        return QStringLiteral("search");
    return word;
}

} // namespace

QStringList appearanceWords(std::string_view appearance)
{
    auto words = text(appearance).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (auto& word : words)
        word = modernWord(word);
    return words;
}

QString questionKind(const forms::NodeView& node)
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
    const auto words = appearanceWords(node.appearance);
    switch (node.control->kind) {
    case forms::ControlKind::select_one:
        return byWord(words, of_one, "SelectOne");
    case forms::ControlKind::select_multiple:
        return byWord(words, of_many, "SelectMany");
    case forms::ControlKind::rank:
        return QStringLiteral("Rank");
    case forms::ControlKind::range:
        return kindOfRange(node, words);
    case forms::ControlKind::upload:
        return kindOfUpload(node, words);
    case forms::ControlKind::trigger:
        return QStringLiteral("Acknowledge");
    case forms::ControlKind::input:
        return kindOfInput(node, words);
    default:
        return QStringLiteral("Text");
    }
}

} // namespace balieblik::viewmodels
