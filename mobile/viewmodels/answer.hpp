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
    Q_PROPERTY(QString guidance READ guidance NOTIFY textChanged)
    // The same with what the form wants emphasised, for Text.StyledText; "" where nothing is.
    Q_PROPERTY(QString styledLabel READ styledLabel NOTIFY textChanged)
    Q_PROPERTY(QString styledHint READ styledHint NOTIFY textChanged)
    Q_PROPERTY(QString styledGuidance READ styledGuidance NOTIFY textChanged)
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
    Q_PROPERTY(bool many READ many CONSTANT)
    // How many choices stand beside each other; 0: as many as fit, 1: below each other.
    Q_PROPERTY(int columns READ columns CONSTANT)
    // The stops of a range, counted from 0.
    Q_PROPERTY(int steps READ steps CONSTANT)
    Q_PROPERTY(int at READ at NOTIFY valueChanged)
    // Of a place, a line or an area, as a person reads them.
    Q_PROPERTY(QStringList places READ places NOTIFY valueChanged)
    Q_PROPERTY(bool closed READ closed CONSTANT)
    // Of a ranking: every choice, in the order of the answer or else of the form.
    Q_PROPERTY(QVariantList ranked READ ranked NOTIFY rankedChanged)
    Q_PROPERTY(QString picture READ picture NOTIFY pictureChanged)
    // The picture that the form shows beside the question's words; "" for none.
    Q_PROPERTY(QString illustration READ illustration NOTIFY textChanged)
    Q_PROPERTY(bool illustrated READ illustrated NOTIFY optionsChanged) // some choice has a picture
    // The picture of a question that is answered on it, as it lies beside the form (SVG), and what may be touched
    // there.
    Q_PROPERTY(QByteArray drawing READ drawing NOTIFY drawingChanged)
    Q_PROPERTY(QStringList offered READ offered NOTIFY optionsChanged) // the names of the choices
    // Of choices that lie somewhere: those that do, with `value`, `label` and `place`.
    Q_PROPERTY(QVariantList placed READ placed NOTIFY optionsChanged)
    // What there is to see larger, of the question and of its choices.
    Q_PROPERTY(QVariantList largePictures READ largePictures NOTIFY optionsChanged)

public:
    // `gallery` is where pictures of the form are found by their names.
    explicit Answer(const forms::NodeView& node, QObject* parent, QString gallery = {});

    // Where a picture of the form is found; "" for none, and for one that does not lie beside it.
    static QString source(const QString& gallery, std::string_view address);

    // Takes the node's new state and signals exactly what differs.
    void show(const forms::NodeView& node);
    // Empty required answers are pointed out only once somebody has asked what is missing.
    void pointOutMissing(bool yes);
    void setSaving(bool saving);
    void setRefused(const QString& sentence);
    void setPicture(const QString& source);
    void setDrawing(const QByteArray& drawing);
    // The name of the picture that `drawing` wants to be; "" where the question is not answered on one.
    std::string wantedDrawing() const;

    QString reference() const;
    QString name() const;
    QString kind() const { return kind_; }
    bool isQuestion() const { return node_.kind == forms::NodeKind::question; }
    QString label() const;
    QString hint() const;
    QString guidance() const;
    QString styledLabel() const;
    QString styledHint() const;
    QString styledGuidance() const;
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
    // Whether its appearance has a word: "columns-3", "no-calendar", ...
    Q_INVOKABLE bool says(const QString& word) const { return words_.contains(word); }
    bool many() const { return many_; }
    int columns() const;
    int steps() const;
    int at() const; // -1: not answered
    QStringList places() const;
    bool closed() const { return node_.type == forms::DataType::geoshape; }
    QVariantList ranked() const;
    QString picture() const { return picture_; }
    QString illustration() const { return source(node_.pictures.small); }
    bool illustrated() const;
    QByteArray drawing() const { return drawing_; }
    QStringList offered() const;
    QVariantList placed() const;
    QVariantList largePictures() const;

    // A value in the form's own notation; empty clears the answer.
    Q_INVOKABLE void propose(const QString& value);
    // What somebody typed, read by the kind of the question; what cannot be read stays on the screen with a sentence.
    Q_INVOKABLE void proposeTyped(const QString& typed);
    Q_INVOKABLE void proposeMoment(const QString& date, const QString& time);
    Q_INVOKABLE void proposeNow();
    Q_INVOKABLE void toggle(const QString& option);
    // Gives this choice, or takes it back where several may stand.
    Q_INVOKABLE void choose(const QString& option);
    // The choices whose words hold what was typed, those that begin with it first; at most so many. Chosen ones of a
    // question without a search stand where the form has them.
    Q_INVOKABLE QVariantList find(const QString& typed, int most) const;
    // The words of what is chosen, in the order of the form.
    Q_INVOKABLE QString chosenText() const;
    // The value of a range's stop, without the rounding of fractions.
    Q_INVOKABLE QString stop(int at) const;
    Q_INVOKABLE QString shownStop(int at) const;
    Q_INVOKABLE void proposeStop(int at);
    Q_INVOKABLE void proposeMonth(int year, int month);
    Q_INVOKABLE void count(int by);
    // Moves a choice of a ranking up (-1) or down (1); the first move makes the whole order the answer.
    Q_INVOKABLE void move(const QString& option, int by);
    // One more stop of a line or an area, in the form's notation; the last one is taken back with dropStop.
    Q_INVOKABLE void addStop(const QString& place);
    Q_INVOKABLE void dropStop();
    Q_INVOKABLE void proposePicture(const QByteArray& picture);

signals:
    void textChanged();
    void optionsChanged();
    void valueChanged();
    void stateChanged();
    void problemChanged();
    void savingChanged();
    void pictureChanged();
    void drawingChanged();
    void rankedChanged();
    void proposed(const QString& reference, const QString& value);
    void pictureProposed(const QString& reference, const QByteArray& picture);

private:
    QString source(std::string_view address) const { return source(gallery_, address); }
    QString parameter(const char* name, const char* otherwise) const;
    QVariantMap shownOption(const forms::Option& option) const;
    std::vector<std::string> order() const;
    void readStops();
    void proposeStops();
    void refuseTyped();

    forms::NodeView node_;
    std::map<std::string, std::string> parameters_;
    QString gallery_;
    QString kind_;
    QStringList words_;
    // Of a line or an area, without the one that closes it. A line of one place is no answer yet: it is kept here.
    QStringList stops_;
    bool many_ = false;
    QString refused_;
    QString picture_;
    QByteArray drawing_;
    bool point_out_missing_ = false;
    bool saving_ = false;
    bool saved_ = false;
};

} // namespace balieblik::viewmodels
