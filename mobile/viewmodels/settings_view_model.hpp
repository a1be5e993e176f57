// SPDX-License-Identifier: EUPL-1.2
// Language, appearance, text size, and what this tablet is and stores.
#pragma once

#include "services/tablet.hpp"

#include <QtQml/qqmlregistration.h>

namespace balieblik::viewmodels {

class SettingsViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the app")
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
    Q_PROPERTY(QString appearance READ appearance WRITE setAppearance NOTIFY changed)
    Q_PROPERTY(int textPercent READ textPercent WRITE setTextPercent NOTIFY changed)
    Q_PROPERTY(bool dark READ dark NOTIFY changed)
    Q_PROPERTY(QString organisation READ organisation NOTIFY profileChanged)
    Q_PROPERTY(QString alias READ alias NOTIFY profileChanged)
    Q_PROPERTY(QString device READ device NOTIFY profileChanged)
    Q_PROPERTY(QString address READ address NOTIFY profileChanged)
    Q_PROPERTY(QString version READ version CONSTANT)
    Q_PROPERTY(QString error READ error NOTIFY changed)

public:
    SettingsViewModel(services::Tablet& tablet, QString version, QObject* parent = nullptr);

    QString language() const;
    QString appearance() const;
    int textPercent() const { return settings_.text_percent; }
    bool dark() const;
    QString organisation() const;
    QString alias() const;
    QString device() const;
    QString address() const;
    QString version() const { return version_; }
    QString error() const { return error_; }

    void setLanguage(const QString& language);
    void setAppearance(const QString& appearance);
    void setTextPercent(int percent);
    void retranslate() { emit changed(); }

signals:
    void languageChanged();
    void changed();
    void profileChanged();

private:
    void store();

    services::Tablet& tablet_;
    services::Settings settings_;
    QString version_;
    QString error_;
};

} // namespace balieblik::viewmodels
