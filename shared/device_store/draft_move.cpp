// SPDX-License-Identifier: EUPL-1.2
// A draft moves to a newer version of its questionnaire: by the name and type of each question, and nothing is lost.
#include "device_store/draft_state.hpp"
#include "device_store/prefill.hpp"

#include "forms/xform/words.hpp"

#include <algorithm>
#include <set>

namespace balieblik::device_store {

namespace {

// A question as both versions know it.
struct Question {
    std::string reference;         // without indices
    std::vector<std::string> path; // its groups, from the root down
    std::string type;              // of its bind
    forms::ControlKind control = forms::ControlKind::input;
    bool asked = false;
};
using Questions = std::map<std::string, Question>; // by name; names that stand twice are left out

void add_controls(const std::vector<forms::Control>& controls, std::map<std::string, forms::ControlKind>& kinds)
{
    for (const auto& control : controls) {
        if (control.kind != forms::ControlKind::group && control.kind != forms::ControlKind::repeat)
            kinds[control.ref] = control.kind;
        add_controls(control.children, kinds);
    }
}

void add_leaves(const forms::DataNode& node, std::vector<std::string> path, std::vector<Question>& found)
{
    path.push_back(node.name);
    for (const auto& child : node.children) {
        if (!child.children.empty()) {
            add_leaves(child, path, found);
            continue;
        }
        Question question;
        question.path = path;
        for (const auto& group : path)
            question.reference += "/" + group;
        question.reference += "/" + child.name;
        found.push_back(std::move(question));
    }
}

std::string name_of(const std::string& reference) { return reference.substr(reference.rfind('/') + 1); }

Questions questions_of(const forms::Form& form)
{
    std::vector<Question> leaves;
    add_leaves(form.instance, {}, leaves);
    std::map<std::string, forms::ControlKind> kinds;
    add_controls(form.body, kinds);
    std::map<std::string, std::set<std::string>> places;
    for (const auto& leaf : leaves)
        places[name_of(leaf.reference)].insert(leaf.reference);
    Questions found;
    for (auto& leaf : leaves) {
        const auto name = name_of(leaf.reference);
        if (places[name].size() > 1)
            continue;
        for (const auto& bind : form.binds)
            if (bind.nodeset == leaf.reference)
                leaf.type = bind.type;
        if (const auto kind = kinds.find(leaf.reference); kind != kinds.end()) {
            leaf.control = kind->second;
            leaf.asked = true;
        }
        found.emplace(name, std::move(leaf));
    }
    return found;
}

// "/data/r[2]/a" as "/data/r/a", with the number of each repeat by its name.
std::string without_indices(const std::string& reference, std::map<std::string, std::string>& indices)
{
    std::string made;
    for (std::size_t at = 0; at < reference.size();) {
        const auto end = std::min(reference.find('/', at + 1), reference.size());
        const auto step = reference.substr(at, end - at);
        const auto open = step.find('[');
        made += step.substr(0, open);
        if (open != std::string::npos)
            indices[step.substr(1, open - 1)] = step.substr(open);
        at = end;
    }
    return made;
}

std::string with_indices(const Question& question, const std::map<std::string, std::string>& indices)
{
    std::string made;
    for (const auto& group : question.path) {
        const auto index = indices.find(group);
        made += "/" + group + (index == indices.end() ? std::string() : index->second);
    }
    return made + "/" + name_of(question.reference);
}

bool is_repeat(const std::vector<forms::Control>& controls, const std::string& reference)
{
    return std::any_of(controls.begin(), controls.end(), [&](const forms::Control& control) {
        return (control.kind == forms::ControlKind::repeat && control.ref == reference) ||
               is_repeat(control.children, reference);
    });
}

std::string question_in_words(const forms::Form& form, const std::string& reference, const std::string& language)
{
    const auto* control = forms::question_at(form, reference);
    auto words = control ? forms::words_of(form, control->label, language) : std::string();
    return words.empty() ? name_of(reference) : words;
}

// Whether the session of the newer version took the answer as it is; a hidden question keeps it aside.
void judge(MovedAnswer& answer, const forms::Session& session)
{
    const auto node = session.node(answer.to);
    const bool select = node && node->control &&
                        (node->control->kind == forms::ControlKind::select_one ||
                         node->control->kind == forms::ControlKind::select_multiple);
    if (node && (!node->relevant || node->value == answer.value))
        return;
    answer.outcome = select ? MoveOutcome::no_such_choice : MoveOutcome::refused;
    answer.to.clear();
}

} // namespace

Result<Draft::State::Move> Draft::State::moved(const std::string& version) const
{
    BALIEBLIK_TRY(target, store->form_that_arrived(facts.form.form_id, version));
    if (target->version.form.sha256 == facts.form.sha256)
        return Error{Errc::state_conflict, version};
    Move move;
    move.form = target;
    move.plan.from = facts.form;
    move.plan.to = target->version.form;
    const auto before = questions_of(*form->form);
    const auto after = questions_of(*target->form);
    for (const auto& [name, question] : after)
        if (question.asked && !before.contains(name))
            move.plan.new_questions.push_back(
                {question.reference, question_in_words(*target->form, question.reference, facts.language)});

    // The facts of the assignment again, as at the start: the newer version may want more of them.
    std::vector<forms::SavedAnswer> kept;
    if (context) {
        BALIEBLIK_TRY(hidden, prefilled(*target->form, *context, facts.language,
                                        [&](Timestamp) { return std::chrono::minutes{facts.started_offset_min}; }));
        kept = std::move(hidden);
    }
    for (const auto& held : session->saved()) {
        std::map<std::string, std::string> indices;
        const auto plain = without_indices(held.reference, indices);
        if (is_repeat(target->form->body, plain)) {
            kept.push_back(held); // how many instances there are
            continue;
        }
        const auto known = before.find(name_of(plain));
        if (held.value.empty() || known == before.end() || known->second.reference != plain || !known->second.asked)
            continue; // calculated, or a fact of the assignment
        MovedAnswer answer;
        answer.from = held.reference;
        answer.value = held.value;
        answer.outcome = MoveOutcome::question_gone;
        answer.question = question_in_words(*form->form, plain, facts.language);
        answer.answer = held.value;
        if (const auto* control = forms::question_at(*form->form, plain))
            answer.answer = forms::answer_in_words(*form->form, *control, held.value, facts.language);
        if (const auto next = after.find(name_of(plain)); next != after.end() && next->second.asked) {
            const bool same = next->second.type == known->second.type && next->second.control == known->second.control;
            answer.outcome = same ? MoveOutcome::carried : MoveOutcome::other_type;
            if (same)
                answer.to = with_indices(next->second, indices);
        }
        move.plan.answers.push_back(std::move(answer));
    }
    // Twice: what the newer version does not take is left out of the second.
    BALIEBLIK_TRY(tried, restored_with(move, kept));
    for (auto& answer : move.plan.answers)
        if (answer.outcome == MoveOutcome::carried)
            judge(answer, tried);
    BALIEBLIK_TRY(made, restored_with(move, kept));
    move.session.emplace(std::move(made));
    return move;
}

Result<forms::Session> Draft::State::restored_with(const Move& move, std::vector<forms::SavedAnswer> answers) const
{
    for (const auto& answer : move.plan.answers)
        if (answer.outcome == MoveOutcome::carried)
            answers.push_back({answer.to, answer.value});
    std::sort(answers.begin(), answers.end(), earlier);
    BALIEBLIK_TRY(made, forms::Session::restore(move.form->program, store->surroundings(move.form, context), answers));
    for (const auto& name : made.languages())
        if (name == facts.language || name.find("(" + facts.language + ")") != std::string::npos)
            BALIEBLIK_CHECK(made.set_language(name));
    return std::move(made);
}

Result<std::optional<FormRef>> Draft::newer_form() const
{
    using Found = std::optional<FormRef>;
    const auto& facts = state_->facts;
    if (!facts.assignment_id)
        return Found{};
    BALIEBLIK_TRY(now, state_->store->joined(*facts.assignment_id));
    if (!now || now->wave.form.form_id != facts.form.form_id || now->wave.form.sha256 == facts.form.sha256)
        return Found{};
    const auto arrived = state_->store->form_that_arrived(now->wave.form.form_id, now->wave.form.version);
    return arrived && (*arrived)->version.form.sha256 == now->wave.form.sha256 ? Found{now->wave.form} : Found{};
}

Result<MovePlan> Draft::plan_move(const std::string& version) const
{
    BALIEBLIK_TRY(move, state_->moved(version));
    return std::move(move.plan);
}

Result<MovePlan> Draft::move_to(const std::string& version)
{
    BALIEBLIK_TRY(move, state_->moved(version));
    auto& state = *state_;
    auto& database = state.store->database_;
    BALIEBLIK_TRY(questions, lap_questions(*move.form->form));
    BALIEBLIK_TRY(transaction, storage::Transaction::begin(database));
    BALIEBLIK_CHECK(
        database.run("INSERT OR IGNORE INTO form_in_use (form_id, version, sha256, body) VALUES (?, ?, ?, ?)",
                     move.plan.to.form_id, move.plan.to.version, move.plan.to.sha256, move.form->version));
    BALIEBLIK_CHECK(database.run("UPDATE draft SET form = ?, page = '', reference = '' WHERE visit_id = ?",
                                 move.plan.to, state.facts.visit_id));
    BALIEBLIK_CHECK(database.run("UPDATE visit SET form = ? WHERE visit_id = ?", move.plan.to, state.facts.visit_id));
    BALIEBLIK_CHECK(state.write_log({"move", move.plan.from.form_id + "/" + move.plan.from.version,
                                     move.plan.to.form_id + "/" + move.plan.to.version}));
    for (const auto& answer : move.plan.answers) {
        if (answer.outcome != MoveOutcome::carried) {
            BALIEBLIK_CHECK(state.write_log({"left", answer.from, answer.value}));
            continue;
        }
        BALIEBLIK_CHECK(database.run("UPDATE photo SET reference = ? WHERE visit_id = ? AND reference = ?", answer.to,
                                     state.facts.visit_id, answer.from));
    }
    std::map<std::string, std::string> now;
    for (auto& answer : move.session->saved())
        now.emplace(std::move(answer.reference), std::move(answer.value));
    BALIEBLIK_CHECK(state.write_changes(now));
    const auto waiting = State::count_open_items(*move.session);
    BALIEBLIK_CHECK(state.write_open_items(waiting));
    BALIEBLIK_CHECK(transaction.commit());
    state.facts.form = move.plan.to;
    state.facts.page.clear();
    state.facts.reference.clear();
    state.form = move.form;
    state.lap_questions = std::move(questions);
    state.stored = std::move(now);
    state.stored_open_items = waiting;
    state.session.emplace(std::move(*move.session));
    return std::move(move.plan);
}

} // namespace balieblik::device_store
