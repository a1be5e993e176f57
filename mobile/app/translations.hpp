// SPDX-License-Identifier: EUPL-1.2
// The app's language, switched while it runs: pages, view-models, numbers and dates follow at once.
#pragma once

#include "viewmodels/app_view_model.hpp"

#include <QQmlApplicationEngine>
#include <QTranslator>

namespace balieblik::mobile {

// The texts as lupdate files them: by class, without the namespace that the running program adds.
class Dictionary final : public QTranslator {
public:
    QString translate(const char* context, const char* source, const char* disambiguation, int n) const override;
};

class Translations : public QObject {
    Q_OBJECT
public:
    // Both must outlive it.
    Translations(QQmlApplicationEngine& engine, viewmodels::AppViewModel& app);
    ~Translations() override;

private:
    void speak(const QString& language);

    QQmlApplicationEngine& engine_;
    viewmodels::AppViewModel& app_;
    Dictionary translator_;
    QTranslator toolkit_[2]; // Qt's own dialogues and buttons
};

} // namespace balieblik::mobile
