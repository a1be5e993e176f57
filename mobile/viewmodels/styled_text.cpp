// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/styled_text.hpp"

#include "viewmodels/words.hpp"

#include <QRegularExpression>

namespace balieblik::viewmodels {
namespace {

// A mark behind a backslash is a letter like any other. Until all else is done it hides among letters that no text has.
constexpr char16_t hidden_from = 0xE000;

QRegularExpression pattern(const char* text, QRegularExpression::PatternOptions options = {})
{
    return QRegularExpression{QString::fromLatin1(text), options | QRegularExpression::UseUnicodePropertiesOption};
}

QString hideEscaped(QString text)
{
    for (qsizetype at = text.indexOf(QLatin1Char('\\')); at >= 0 && at + 1 < text.size();
         at = text.indexOf(QLatin1Char('\\'), at + 1)) {
        const auto next = text.at(at + 1).unicode();
        if (next < 0x80 && !QChar(next).isLetterOrNumber() && !QChar(next).isSpace())
            text.replace(at, 2, QChar(static_cast<char16_t>(hidden_from + next)));
    }
    return text;
}

QString showEscaped(const QString& text)
{
    QString shown;
    for (const auto letter : text) {
        const auto code = letter.unicode();
        const bool hidden = code >= hidden_from && code < hidden_from + 0x80;
        shown += hidden ? QString{QChar(static_cast<char16_t>(code - hidden_from))}.toHtmlEscaped() : QString{letter};
    }
    return shown;
}

// <span style="color:#a6200f">…</span>, which by now is written in entities; of its style the colour counts alone.
QString withSpans(QString text)
{
    static const auto span = pattern(R"(&lt;span(?:\s+style=(?:&quot;|')(.*?)(?:&quot;|'))?\s*&gt;(.*?)&lt;/span&gt;)",
                                     QRegularExpression::DotMatchesEverythingOption);
    static const auto colour =
        pattern(R"((?:^|[\s;])color\s*:\s*(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}|[a-zA-Z]{3,20})\s*(?:;|$))");
    constexpr int most = 200;
    for (int at = 0; at < most; ++at) {
        const auto found = span.match(text);
        if (!found.hasMatch())
            break;
        const auto wanted = colour.match(found.captured(1));
        const auto words = found.captured(2);
        text.replace(found.capturedStart(), found.capturedLength(),
                     wanted.hasMatch() ? QStringLiteral("<font color=\"%1\">").arg(wanted.captured(1)) + words +
                                             QStringLiteral("</font>")
                                       : words);
    }
    return text;
}

QString withBlocks(QString text)
{
    constexpr auto lines = QRegularExpression::MultilineOption;
    static const auto first = pattern(R"(^#[ \t]+(.+?)[ \t#]*$)", lines);
    static const auto second = pattern(R"(^##[ \t]+(.+?)[ \t#]*$)", lines);
    static const auto lower = pattern(R"(^#{3,6}[ \t]+(.+?)[ \t#]*$)", lines);
    static const auto bullet = pattern(R"(^[ \t]*[-*+][ \t]+)", lines);
    text.replace(first, QStringLiteral("<font size=\"5\"><b>\\1</b></font>"));
    text.replace(second, QStringLiteral("<font size=\"4\"><b>\\1</b></font>"));
    text.replace(lower, QStringLiteral("<b>\\1</b>"));
    return text.replace(bullet, QStringLiteral("\u2022 "));
}

QString withEmphasis(QString text)
{
    static const auto link = pattern(R"(\[([^\]\n]+)\]\(([^)\s]+)\))");
    static const auto strong = pattern(R"(\*\*(?=\S)([^\n]+?)(?<=\S)\*\*)");
    static const auto strong_too = pattern(R"((?<!\w)__(?=\S)([^\n]+?)(?<=\S)__(?!\w))");
    static const auto slanted = pattern(R"(\*(?=\S)([^*\n]+?)(?<=\S)\*)");
    static const auto slanted_too = pattern(R"((?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w))");
    // The address is told and not opened: a tablet on a visit goes nowhere else.
    text.replace(link, QStringLiteral("<u>\\1</u> (\\2)"));
    text.replace(strong, QStringLiteral("<b>\\1</b>"));
    text.replace(strong_too, QStringLiteral("<b>\\1</b>"));
    text.replace(slanted, QStringLiteral("<i>\\1</i>"));
    return text.replace(slanted_too, QStringLiteral("<i>\\1</i>"));
}

bool hasMarks(const QString& words)
{
    static const auto mark = pattern(R"([*_#\\<\[]|^[ \t]*[-+][ \t])", QRegularExpression::MultilineOption);
    return mark.match(words).hasMatch();
}

} // namespace

QString styledText(std::string_view markdown)
{
    const auto words = text(markdown);
    if (!hasMarks(words))
        return {};
    static const auto line_break = pattern(R"(&lt;br\s*/?&gt;)");
    auto styled = hideEscaped(words).toHtmlEscaped().replace(line_break, QStringLiteral("\n"));
    styled = showEscaped(withEmphasis(withBlocks(withSpans(std::move(styled)))));
    return styled == words.toHtmlEscaped() ? QString{} : styled.replace(QLatin1Char('\n'), QStringLiteral("<br>"));
}

QString plainText(std::string_view markdown)
{
    auto styled = styledText(markdown);
    if (styled.isEmpty())
        return text(markdown);
    static const auto tag = pattern(R"(<[^>]*>)");
    return styled.replace(QStringLiteral("<br>"), QStringLiteral("\n"))
        .remove(tag)
        .replace(QStringLiteral("&lt;"), QStringLiteral("<"))
        .replace(QStringLiteral("&gt;"), QStringLiteral(">"))
        .replace(QStringLiteral("&quot;"), QStringLiteral("\""))
        .replace(QStringLiteral("&amp;"), QStringLiteral("&"));
}

} // namespace balieblik::viewmodels
