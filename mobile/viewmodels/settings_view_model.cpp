// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/settings_view_model.hpp"

#include "viewmodels/words.hpp"

#include <QGuiApplication>
#include <QPalette>

namespace balieblik::viewmodels {

SettingsViewModel::SettingsViewModel(services::Tablet& tablet, QString version, QObject* parent)
    : QObject(parent), tablet_(tablet), settings_(tablet.settings()), version_(std::move(version))
{
    connect(&tablet_, &services::Tablet::lockChanged, this, &SettingsViewModel::profileChanged);
}

QString SettingsViewModel::language() const { return text(settings_.language); }

QString SettingsViewModel::appearance() const { return text(settings_.appearance); }

bool SettingsViewModel::dark() const
{
    if (settings_.appearance == "system" && qGuiApp)
        return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    return settings_.appearance == "dark";
}

QString SettingsViewModel::organisation() const
{
    const auto profile = tablet_.profile();
    return profile ? text(profile->tenant_name) : QString{};
}

QString SettingsViewModel::alias() const
{
    const auto profile = tablet_.profile();
    return profile ? text(profile->alias) : QString{};
}

QString SettingsViewModel::device() const
{
    const auto profile = tablet_.profile();
    return profile ? text(profile->device_name) : QString{};
}

QString SettingsViewModel::address() const
{
    const auto profile = tablet_.profile();
    return profile ? text(profile->address) : QString{};
}

void SettingsViewModel::setLanguage(const QString& language)
{
    if (language == this->language())
        return;
    settings_.language = language == QLatin1String("nl") ? "nl" : "en";
    store();
    emit languageChanged();
}

void SettingsViewModel::setAppearance(const QString& appearance)
{
    settings_.appearance = bytes(appearance);
    store();
}

void SettingsViewModel::setTextPercent(int percent)
{
    settings_.text_percent = std::clamp(percent, 100, 200);
    store();
}

void SettingsViewModel::store()
{
    const auto done = tablet_.store_settings(settings_);
    error_ = done ? QString{} : sentenceOf(done.error());
    emit changed();
}

} // namespace balieblik::viewmodels
