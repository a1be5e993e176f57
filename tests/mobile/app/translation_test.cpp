// SPDX-License-Identifier: EUPL-1.2
#include "support/source_dir.hpp"

#include <QFile>
#include <QRegularExpression>
#include <QString>

#include <gtest/gtest.h>

namespace {

QString text_of(const char* language)
{
    QFile file{QString::fromStdString((balieblik::test::source_dir() / "mobile/i18n").string()) +
               QStringLiteral("/balieblik_%1.ts").arg(QLatin1String(language))};
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString{};
}

TEST(Translations, every_text_of_the_app_is_translated_into_dutch_and_finished_in_english)
{
    for (const auto* language : {"nl", "en"}) {
        const auto file = text_of(language);

        EXPECT_GT(file.count(QLatin1String("<source>")), 200) << language;
        EXPECT_FALSE(file.contains(QLatin1String("type=\"unfinished\""))) << language;
        EXPECT_FALSE(file.contains(QLatin1String("<translation></translation>"))) << language;
    }
}

TEST(Translations, both_languages_know_the_same_texts)
{
    EXPECT_EQ(text_of("nl").count(QLatin1String("<source>")), text_of("en").count(QLatin1String("<source>")));
}

TEST(Translations, places_to_fill_in_are_the_same_in_dutch)
{
    static const QRegularExpression message{
        QStringLiteral("<source>(.*?)</source>\\s*(?:<translation>(.*?)</translation>)"),
        QRegularExpression::DotMatchesEverythingOption};
    static const QRegularExpression place{QStringLiteral("%[1-9n]")};
    auto found = message.globalMatch(text_of("nl"));
    while (found.hasNext()) {
        const auto match = found.next();
        const auto places_of = [](const QString& text) {
            QStringList places;
            for (auto at = place.globalMatch(text); at.hasNext();)
                places.append(at.next().captured());
            places.removeDuplicates(); // a plural has several forms
            places.sort();
            return places;
        };
        EXPECT_EQ(places_of(match.captured(1)), places_of(match.captured(2))) << match.captured(1).toStdString();
    }
}

} // namespace
