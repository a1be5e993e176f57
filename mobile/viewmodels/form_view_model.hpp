// SPDX-License-Identifier: EUPL-1.2
// The questionnaire of the open visit: its sections, the answers of the section that is shown, and what is missing.
// An answer is shown as saved when the tablet says that it is on disk, never before.
#pragma once

#include "services/tablet.hpp"
#include "viewmodels/answer_view_model.hpp"
#include "viewmodels/row_model.hpp"

#include <map>
#include <memory>
#include <set>

namespace balieblik::viewmodels {

class FormViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a visit")
    Q_PROPERTY(QString title READ title NOTIFY titleChanged)
    Q_PROPERTY(balieblik::viewmodels::RowModel* sections READ sections CONSTANT)
    Q_PROPERTY(balieblik::viewmodels::AnswerViewModel* answers READ answers CONSTANT)
    Q_PROPERTY(balieblik::viewmodels::RowModel* findings READ findings CONSTANT)
    Q_PROPERTY(int section READ section NOTIFY sectionChanged)
    Q_PROPERTY(QString sectionTitle READ sectionTitle NOTIFY sectionChanged)
    Q_PROPERTY(QString sectionPicture READ sectionPicture NOTIFY sectionChanged) // beside its title; "" for none
    Q_PROPERTY(bool first READ first NOTIFY sectionChanged)
    Q_PROPERTY(bool last READ last NOTIFY sectionChanged)
    Q_PROPERTY(int answered READ answered NOTIFY progressChanged)
    Q_PROPERTY(int asked READ asked NOTIFY progressChanged)
    Q_PROPERTY(int missing READ missing NOTIFY progressChanged)
    Q_PROPERTY(bool complete READ complete NOTIFY progressChanged)
    Q_PROPERTY(bool saving READ saving NOTIFY savingChanged)
    Q_PROPERTY(QString error READ error NOTIFY errorChanged)
    Q_PROPERTY(QString language READ language NOTIFY languageChanged)

public:
    explicit FormViewModel(services::Tablet& tablet, QObject* parent = nullptr);

    void open(const services::VisitView& view);
    // The visit that is open, as it was kept; questions stay where they are, with what is being typed.
    void compare(const services::VisitView& view);
    void apply(const services::VisitUpdate& update);
    void close();
    // Says the texts of the app (not of the form) again, in another language.
    void retranslate();

    QString title() const { return title_; }
    RowModel* sections() { return &section_rows_; }
    AnswerViewModel* answers() { return &answers_; }
    RowModel* findings() { return &finding_rows_; }
    int section() const { return section_; }
    QString sectionTitle() const;
    QString sectionPicture() const;
    bool first() const { return section_ <= 0; }
    bool last() const { return section_ + 1 >= section_rows_.count(); }
    int answered() const { return answered_; }
    int asked() const { return asked_; }
    int missing() const { return missing_; }
    bool complete() const { return missing_ == 0; }
    bool saving() const { return saving_ > 0; }
    QString error() const { return error_; }
    QString language() const { return language_; }

    Q_INVOKABLE void goTo(int section);
    // Opens the section of a question; `reached` then says which question to bring into view.
    Q_INVOKABLE void goToQuestion(const QString& reference);
    // From now on empty required questions are marked.
    Q_INVOKABLE void pointOutMissing();
    Q_INVOKABLE void setLanguage(const QString& language);
    Q_INVOKABLE void addRepeat(const QString& reference);
    Q_INVOKABLE void removeRepeat(const QString& reference);
    Q_INVOKABLE void addPhoto(const QString& reference, const QUrl& file);
    Q_INVOKABLE void addDocument(const QString& reference, const QUrl& file);
    Q_INVOKABLE void addPicture(const QString& reference, const QByteArray& picture);
    Q_INVOKABLE void removePhoto(const QString& reference);
    // The code in a picture as the answer; the picture is not kept.
    Q_INVOKABLE void readCode(const QString& reference, const QUrl& file);

signals:
    void titleChanged();
    void sectionChanged();
    void progressChanged();
    void savingChanged();
    void errorChanged();
    void languageChanged();
    void reached(const QString& reference);
    void clockTouched(const balieblik::services::ClockView& clock);

private:
    void propose(const QString& reference, const QString& value);
    // The file's bytes; none, with a sentence at the question, if it cannot be read.
    std::optional<QByteArray> read(const QString& reference, const QUrl& file);
    services::Done<services::VisitUpdate> settle(const QString& reference);
    void say(const Error& error);
    void show(const std::vector<forms::Section>& sections, const std::vector<forms::Finding>& findings);
    void showSection();
    void loadPhotos(const std::vector<device_store::Photo>& photos);
    Answer* answerOf(const forms::NodeView& node);
    void loadDrawing(const std::string& reference, const std::string& name);

    // Each visit has its own, so that a picture of another questionnaire is never taken for one of the same name.
    const QString gallery_ = QStringLiteral("image://form/%1/");
    services::Tablet& tablet_;
    QString title_;
    QString language_;
    QString error_;
    std::vector<forms::Section> pages_; // relevant ones
    std::vector<forms::Finding> hard_and_soft_;
    std::shared_ptr<const void> kept_; // the nodes point into it
    std::set<std::string> open_items_; // references
    std::map<std::string, forms::NodeView> nodes_;
    std::map<std::string, Answer*> made_;
    std::map<std::string, std::string> loaded_photos_; // by reference: hash
    RowModel section_rows_;
    RowModel finding_rows_;
    AnswerViewModel answers_;
    int section_ = 0;
    int answered_ = 0;
    int asked_ = 0;
    int missing_ = 0;
    int saving_ = 0;
    int opened_ = 0; // answers to an earlier visit's questions are ignored
    bool point_out_missing_ = false;
};

} // namespace balieblik::viewmodels
