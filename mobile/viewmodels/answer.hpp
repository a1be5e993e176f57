// SPDX-License-Identifier: EUPL-1.2
// One question as a page shows it. It shows the answer it is given and proposes a new one; the form decides.
#pragma once

#include "forms/session/session.hpp"

#include <QObject>
#include <QtQml/qqmlregistration.h>
#include <QVariantList>

namespace balieblik::viewmodels {

class Answer : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Answers belong to a form")
    Q_PROPERTY(QString reference READ reference CONSTANT)
    Q_PROPERTY(QString name READ name CONSTANT)
    Q_PROPERTY(QString kind READ kind CONSTANT)
    Q_PROPERTY(bool isQuestion READ isQuestion CONSTANT)
    Q_PROPERTY(QString label READ label NOTIFY textChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY textChanged)
    Q_PROPERTY(QVariantList options READ options NOTIFY optionsChanged)
    Q_PROPERTY(bool longOptions READ longOptions NOTIFY optionsChanged)
    Q_PROPERTY(QString value READ value NOTIFY valueChanged)
    Q_PROPERTY(QString shown READ shown NOTIFY valueChanged)
    Q_PROPERTY(QString shownDate READ shownDate NOTIFY valueChanged)
    Q_PROPERTY(QStringList chosen READ chosen NOTIFY valueChanged)
    Q_PROPERTY(bool required READ required NOTIFY stateChanged)
    Q_PROPERTY(bool readOnly READ readOnly NOTIFY stateChanged)
    Q_PROPERTY(bool canAdd READ canAdd NOTIFY stateChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged)
    Q_PROPERTY(bool saving READ saving NOTIFY savingChanged)
    Q_PROPERTY(bool saved READ saved NOTIFY savingChanged)
    Q_PROPERTY(int minimum READ minimum CONSTANT)
    Q_PROPERTY(int maximum READ maximum CONSTANT)
    Q_PROPERTY(int step READ step CONSTANT)
    Q_PROPERTY(QString picture READ picture NOTIFY pictureChanged)

public:
    explicit Answer(const forms::NodeView& node, QObject* parent);

    // The file of Balieblik.Questions that shows a node; "Text" for everything it does not know.
    static QString kindOf(const forms::NodeView& node);

    // Takes the node's new state and signals exactly what differs.
    void show(const forms::NodeView& node);
    // Empty required answers are pointed out only once somebody has asked what is missing.
    void pointOutMissing(bool yes);
    void setSaving(bool saving);
    void setRefused(const QString& sentence);
    void setPicture(const QString& source);

    QString reference() const;
    QString name() const;
    QString kind() const { return kind_; }
    bool isQuestion() const { return node_.kind == forms::NodeKind::question; }
    QString label() const;
    QString hint() const;
    QVariantList options() const;
    // Too long to stand beside each other.
    bool longOptions() const;
    QString value() const;
    QString shown() const;
    QString shownDate() const;
    QStringList chosen() const;
    bool required() const { return node_.required; }
    bool readOnly() const { return node_.readonly; }
    bool canAdd() const { return node_.can_add; }
    QString problem() const;
    bool saving() const { return saving_; }
    bool saved() const { return saved_; }
    int minimum() const { return parameter("start", 1); }
    int maximum() const { return parameter("end", 10); }
    int step() const { return parameter("step", 1); }
    QString picture() const { return picture_; }

    // A value in the form's own notation; empty clears the answer.
    Q_INVOKABLE void propose(const QString& value);
    // What somebody typed, read by the kind of the question; what cannot be read stays on the screen with a sentence.
    Q_INVOKABLE void proposeTyped(const QString& typed);
    Q_INVOKABLE void proposeMoment(const QString& date, const QString& time);
    Q_INVOKABLE void proposeNow();
    Q_INVOKABLE void toggle(const QString& option);

signals:
    void textChanged();
    void optionsChanged();
    void valueChanged();
    void stateChanged();
    void problemChanged();
    void savingChanged();
    void pictureChanged();
    void proposed(const QString& reference, const QString& value);

private:
    int parameter(const char* name, int otherwise) const;
    void refuseTyped();

    forms::NodeView node_;
    std::map<std::string, std::string> parameters_;
    QString kind_;
    QString refused_;
    QString picture_;
    bool point_out_missing_ = false;
    bool saving_ = false;
    bool saved_ = false;
};

} // namespace balieblik::viewmodels
