// SPDX-License-Identifier: EUPL-1.2
#include "app/translations.hpp"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

#include <string_view>

namespace balieblik::mobile {

QString Dictionary::translate(const char* context, const char* source, const char* disambiguation, int n) const
{
    const std::string_view full{context};
    const auto colon = full.rfind(':');
    return QTranslator::translate(colon == std::string_view::npos ? context : context + colon + 1, source,
                                  disambiguation, n);
}

Translations::Translations(QQmlApplicationEngine& engine, viewmodels::AppViewModel& app) : engine_(engine), app_(app)
{
    connect(app.settings(), &viewmodels::SettingsViewModel::languageChanged, this,
            [this] { speak(app_.settings()->language()); });
    speak(app.settings()->language());
}

Translations::~Translations()
{
    QCoreApplication::removeTranslator(&translator_);
    for (auto& part : toolkit_)
        QCoreApplication::removeTranslator(&part);
}

void Translations::speak(const QString& language)
{
    QLocale::setDefault(language == QLatin1String("nl") ? QLocale{QLocale::Dutch, QLocale::Netherlands}
                                                        : QLocale{QLocale::English, QLocale::UnitedKingdom});
    // Without these catalogues Qt speaks English in its file dialogue; nothing else depends on them.
    for (std::size_t at = 0; at < std::size(toolkit_); ++at) {
        QCoreApplication::removeTranslator(&toolkit_[at]);
        constexpr const char* parts[] = {"qtbase_", "qtdeclarative_"};
        if (toolkit_[at].load(QLatin1String(parts[at]) + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(&toolkit_[at]);
    }
    QCoreApplication::removeTranslator(&translator_); // last installed, asked first
    if (translator_.load(QStringLiteral(":/i18n/balieblik_") + language))
        QCoreApplication::installTranslator(&translator_);
    engine_.retranslate();
    app_.retranslate();
    // The questionnaire of an open visit speaks the same language.
    app_.visit()->form()->setLanguage(language);
}

} // namespace balieblik::mobile
