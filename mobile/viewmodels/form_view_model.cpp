// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/form_view_model.hpp"

#include "services/qr_code.hpp"
#include "viewmodels/styled_text.hpp"
#include "viewmodels/words.hpp"

#include <QFile>
#include <QUrl>

#include <utility>

namespace balieblik::viewmodels {
namespace {

bool isQuestion(const forms::NodeView& node) { return node.kind == forms::NodeKind::question; }

} // namespace

FormViewModel::FormViewModel(services::Tablet& tablet, QObject* parent)
    : QObject(parent), tablet_(tablet),
      section_rows_({QStringLiteral("reference"), QStringLiteral("label"), QStringLiteral("missing"),
                     QStringLiteral("answered"), QStringLiteral("asked")},
                    this),
      finding_rows_({QStringLiteral("reference"), QStringLiteral("label"), QStringLiteral("sentence"),
                     QStringLiteral("section"), QStringLiteral("hard")},
                    this),
      answers_(this)
{
}

void FormViewModel::open(const services::VisitView& view)
{
    close();
    kept_ = view.kept;
    title_ = text(view.title);
    language_ = text(view.facts.language);
    for (const auto& node : view.nodes)
        nodes_.insert_or_assign(node.reference, node);
    open_items_ = {view.open_items.begin(), view.open_items.end()};
    show(view.sections, view.findings);
    // The page where the work was left.
    for (std::size_t at = 0; at < pages_.size(); ++at)
        if (pages_[at].reference == view.facts.reference)
            section_ = static_cast<int>(at);
    showSection();
    loadPhotos(view.photos);
    emit titleChanged();
    emit languageChanged();
    emit sectionChanged();
}

void FormViewModel::close()
{
    ++opened_;
    answers_.showAnswers({});
    for (auto& [reference, answer] : made_)
        answer->deleteLater();
    made_.clear();
    nodes_.clear();
    kept_.reset();
    pages_.clear();
    loaded_photos_.clear();
    section_ = 0;
    saving_ = 0;
    point_out_missing_ = false;
    error_.clear();
    emit savingChanged();
    emit errorChanged();
}

void FormViewModel::apply(const services::VisitUpdate& update)
{
    for (const auto& change : update.changes)
        if (change.has(forms::Aspect::removed)) {
            nodes_.erase(change.reference);
            if (auto gone = made_.extract(change.reference)) {
                answers_.showAnswers([&] {
                    QList<Answer*> left;
                    for (int row = 0; row < answers_.count(); ++row)
                        if (auto* answer = answers_.data(answers_.index(row), Qt::UserRole).value<Answer*>();
                            answer != gone.mapped())
                            left.append(answer);
                    return left;
                }());
                gone.mapped()->deleteLater();
            }
        }
    for (const auto& node : update.nodes) {
        nodes_.insert_or_assign(node.reference, node);
        if (const auto made = made_.find(node.reference); made != made_.end()) {
            const auto before = made->second->wantedDrawing();
            made->second->show(node);
            if (const auto wanted = made->second->wantedDrawing(); wanted != before) // another language, say
                loadDrawing(node.reference, wanted);
        }
    }
    open_items_ = {update.open_items.begin(), update.open_items.end()};
    show(update.sections, update.findings);
    showSection();
    loadPhotos(update.photos);
    emit clockTouched(update.clock);
}

void FormViewModel::compare(const services::VisitView& view)
{
    services::VisitUpdate update;
    std::set<std::string> there;
    for (const auto& node : view.nodes)
        there.insert(node.reference);
    for (const auto& [reference, node] : nodes_)
        if (!there.contains(reference))
            update.changes.push_back({reference, static_cast<unsigned>(forms::Aspect::removed)});
    update.nodes = view.nodes;
    update.sections = view.sections;
    update.findings = view.findings;
    update.photos = view.photos;
    update.open_items = view.open_items;
    update.clock = view.clock;
    const auto before = std::exchange(kept_, view.kept); // until no node points into it any more
    apply(update);
}

void FormViewModel::retranslate()
{
    show(pages_, hard_and_soft_);
    for (auto& [reference, answer] : made_)
        if (const auto node = nodes_.find(reference); node != nodes_.end())
            answer->show(node->second);
}

QString FormViewModel::sectionTitle() const { return section_rows_.at(section_, QStringLiteral("label")).toString(); }

QString FormViewModel::sectionPicture() const
{
    if (section_ >= static_cast<int>(pages_.size()))
        return {};
    // A page of questions in no group is called by the first of them, which shows its own.
    const auto node = nodes_.find(pages_[static_cast<std::size_t>(section_)].reference);
    return node == nodes_.end() || isQuestion(node->second) || node->second.kind == forms::NodeKind::note
               ? QString{}
               : Answer::source(gallery_.arg(opened_), node->second.pictures.small);
}

void FormViewModel::goTo(int section)
{
    if (section < 0 || section >= section_rows_.count())
        return;
    section_ = section;
    showSection();
    emit sectionChanged();
    tablet_.go_to({"section", pages_[static_cast<std::size_t>(section)].reference}, [this](Result<void> done) {
        if (!done)
            say(done.error());
    });
}

void FormViewModel::goToQuestion(const QString& reference)
{
    const auto wanted = bytes(reference);
    for (std::size_t at = 0; at < pages_.size(); ++at) {
        const auto& nodes = pages_[at].nodes;
        if (std::find(nodes.begin(), nodes.end(), wanted) == nodes.end())
            continue;
        goTo(static_cast<int>(at));
        emit reached(reference);
        return;
    }
}

void FormViewModel::pointOutMissing()
{
    point_out_missing_ = true;
    for (auto& [reference, answer] : made_)
        answer->pointOutMissing(true);
}

void FormViewModel::setLanguage(const QString& language)
{
    if (language == language_ || nodes_.empty())
        return;
    tablet_.set_language(bytes(language), [this, language, visit = opened_](Result<services::VisitUpdate> done) {
        if (visit != opened_)
            return;
        if (!done)
            return say(done.error());
        language_ = language;
        emit languageChanged();
        apply(*done);
    });
}

void FormViewModel::propose(const QString& reference, const QString& value)
{
    auto done = settle(reference);
    tablet_.answer(bytes(reference), bytes(value), std::move(done));
}

void FormViewModel::addRepeat(const QString& reference) { tablet_.add_repeat(bytes(reference), settle(reference)); }

void FormViewModel::removeRepeat(const QString& reference)
{
    tablet_.remove_repeat(bytes(reference), settle(reference));
}

std::optional<QByteArray> FormViewModel::read(const QString& reference, const QUrl& file)
{
    QFile picture{file.toLocalFile()};
    // Larger than any camera makes; what is kept is 300 kB at most.
    constexpr qint64 most = 64 * 1024 * 1024;
    if (!picture.open(QIODevice::ReadOnly) || picture.size() > most) {
        if (const auto made = made_.find(bytes(reference)); made != made_.end())
            made->second->setRefused(sentenceOf({Errc::photo_unreadable, {}}));
        return std::nullopt;
    }
    return picture.readAll();
}

void FormViewModel::addPhoto(const QString& reference, const QUrl& file)
{
    if (const auto picture = read(reference, file))
        addPicture(reference, *picture);
}

void FormViewModel::addDocument(const QString& reference, const QUrl& file)
{
    if (const auto document = read(reference, file))
        tablet_.add_document(bytes(reference), Bytes(document->begin(), document->end()), settle(reference));
}

void FormViewModel::addPicture(const QString& reference, const QByteArray& picture)
{
    tablet_.add_photo(bytes(reference), Bytes(picture.begin(), picture.end()), settle(reference));
}

void FormViewModel::removePhoto(const QString& reference) { tablet_.remove_photo(bytes(reference), settle(reference)); }

void FormViewModel::readCode(const QString& reference, const QUrl& file)
{
    const auto picture = read(reference, file);
    if (!picture)
        return;
    services::read_code(
        this, [bytes = *picture] { return services::code_text(bytes, services::Codes::any); },
        [this, reference, visit = opened_](const std::optional<std::string>& code) {
            if (visit != opened_)
                return;
            if (code)
                return propose(reference, text(*code));
            if (const auto made = made_.find(bytes(reference)); made != made_.end())
                made->second->setRefused(
                    tr("There is no code to be read in this picture. Take it from nearer, straight and in focus."));
        });
}

services::Done<services::VisitUpdate> FormViewModel::settle(const QString& reference)
{
    const auto key = bytes(reference);
    if (const auto made = made_.find(key); made != made_.end())
        made->second->setSaving(true);
    ++saving_;
    error_.clear();
    emit savingChanged();
    emit errorChanged();
    return [this, key, visit = opened_](Result<services::VisitUpdate> done) {
        if (visit != opened_)
            return;
        --saving_;
        emit savingChanged();
        if (done)
            apply(*done);
        const auto made = made_.find(key);
        if (made == made_.end())
            return done ? void() : say(done.error());
        if (done)
            return made->second->setSaving(false);
        made->second->setRefused(sentenceOf(done.error()));
        if (done.error().code != Errc::answer_refused)
            say(done.error());
    };
}

void FormViewModel::say(const Error& error)
{
    error_ = sentenceOf(error);
    emit errorChanged();
}

void FormViewModel::show(const std::vector<forms::Section>& sections, const std::vector<forms::Finding>& findings)
{
    const auto shown = section_ < static_cast<int>(pages_.size()) ? pages_[static_cast<std::size_t>(section_)].reference
                                                                  : std::string{};
    std::vector<forms::Section> relevant;
    for (const auto& page : sections)
        if (page.relevant)
            relevant.push_back(page);
    // Both may be our own members, when only the words change.
    auto noted = findings;
    pages_ = std::move(relevant);
    hard_and_soft_ = std::move(noted);

    std::set<std::string> lacking;
    QList<RowModel::Row> finding_rows;
    std::map<std::string, QString> titles;
    for (const auto& page : pages_)
        titles[page.reference] = plainText(page.label);
    missing_ = 0;
    for (const auto& finding : hard_and_soft_) {
        const auto hard = finding.severity == forms::Severity::hard;
        if (hard) {
            ++missing_;
            lacking.insert(finding.reference);
        }
        const auto node = nodes_.find(finding.reference);
        finding_rows.append(
            {text(finding.reference), node == nodes_.end() ? QString{} : plainText(node->second.label),
             open_items_.contains(finding.reference)
                 ? tr("This waits for something to happen. Once its time has passed it closes by itself.")
             : finding.message.empty() ? tr("This question still needs an answer.")
                                       : plainText(finding.message),
             titles[finding.section], hard});
    }

    answered_ = asked_ = 0;
    QList<RowModel::Row> section_rows;
    int number = 0;
    for (const auto& page : pages_) {
        int asked = 0;
        int answered = 0;
        int missing = 0;
        for (const auto& reference : page.nodes) {
            const auto node = nodes_.find(reference);
            if (node == nodes_.end() || !isQuestion(node->second) || !node->second.relevant)
                continue;
            missing += lacking.contains(reference) ? 1 : 0;
            if (!node->second.required && node->second.value.empty())
                continue;
            ++asked;
            answered += node->second.value.empty() ? 0 : 1;
        }
        asked_ += asked;
        answered_ += answered;
        ++number;
        section_rows.append({text(page.reference),
                             page.label.empty() ? tr("Page %1").arg(number) : plainText(page.label), missing, answered,
                             asked});
    }
    // Stay on the page that is shown when others before it come or go.
    for (std::size_t at = 0; at < pages_.size(); ++at)
        if (pages_[at].reference == shown)
            section_ = static_cast<int>(at);
    section_ = std::clamp(section_, 0, std::max(0, static_cast<int>(pages_.size()) - 1));
    section_rows_.setRows(std::move(section_rows));
    finding_rows_.setRows(std::move(finding_rows));
    emit progressChanged();
    emit sectionChanged();
}

void FormViewModel::showSection()
{
    QList<Answer*> shown;
    if (section_ < static_cast<int>(pages_.size())) {
        const auto& page = pages_[static_cast<std::size_t>(section_)];
        const auto is_shown = [this](const auto& node) { return node != nodes_.end() && node->second.relevant; };
        // The page's own group is its title; a page of questions in no group is called by the first of them.
        const auto is_title = [&page](const forms::NodeView& node) {
            return node.reference == page.reference &&
                   (node.kind == forms::NodeKind::group || node.kind == forms::NodeKind::repeat);
        };
        for (const auto& reference : page.nodes)
            if (const auto node = nodes_.find(reference); is_shown(node) && !is_title(node->second))
                shown.append(answerOf(node->second));
        // A page that is itself repeated: another one is added behind those that are there.
        if (const auto node = nodes_.find(page.reference);
            is_shown(node) && node->second.kind == forms::NodeKind::repeat)
            shown.append(answerOf(node->second));
    }
    answers_.showAnswers(shown);
}

Answer* FormViewModel::answerOf(const forms::NodeView& node)
{
    auto& answer = made_[node.reference];
    if (!answer) {
        answer = new Answer(node, this, gallery_.arg(opened_));
        answer->pointOutMissing(point_out_missing_);
        connect(answer, &Answer::proposed, this, &FormViewModel::propose);
        connect(answer, &Answer::pictureProposed, this, &FormViewModel::addPicture);
        loadDrawing(node.reference, answer->wantedDrawing());
    }
    return answer;
}

void FormViewModel::loadDrawing(const std::string& reference, const std::string& name)
{
    if (name.empty())
        return made_.at(reference)->setDrawing({});
    tablet_.form_picture(name, [this, reference, visit = opened_](Result<Bytes> read) {
        const auto made = made_.find(reference);
        // Without it the question is answered in its list.
        if (visit == opened_ && made != made_.end() && read)
            made->second->setDrawing(
                QByteArray{reinterpret_cast<const char*>(read->data()), static_cast<qsizetype>(read->size())});
    });
}

void FormViewModel::loadPhotos(const std::vector<device_store::Photo>& photos)
{
    std::map<std::string, std::string> here;
    for (const auto& photo : photos) {
        here[photo.reference] = photo.sha256;
        if (!photo.here || !photo.media_type.starts_with("image/") || loaded_photos_[photo.reference] == photo.sha256)
            continue;
        tablet_.photo_bytes(photo.reference, [this, reference = photo.reference, visit = opened_](Result<Bytes> read) {
            const auto node = nodes_.find(reference);
            if (visit != opened_ || node == nodes_.end())
                return;
            if (!read)
                return say(read.error());
            const auto data = QByteArray::fromRawData(reinterpret_cast<const char*>(read->data()),
                                                      static_cast<qsizetype>(read->size()));
            answerOf(node->second)
                ->setPicture(QStringLiteral("data:image/jpeg;base64,") + QString::fromLatin1(data.toBase64()));
        });
    }
    for (const auto& [reference, hash] : loaded_photos_)
        if (const auto made = made_.find(reference); made != made_.end() && !here.contains(reference))
            made->second->setPicture({});
    loaded_photos_ = std::move(here);
}

} // namespace balieblik::viewmodels
