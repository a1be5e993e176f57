// SPDX-License-Identifier: EUPL-1.2
#include "forms/session/program.hpp"

#include "forms/session/circles.hpp"
#include "forms/session/encode.hpp"
#include "forms/xpath/functions.hpp"

#include <algorithm>
#include <functional>

namespace balieblik::forms {

std::size_t Entry::task(TaskKind kind, const std::vector<Task>& all) const
{
    for (const auto at : tasks)
        if (all[at].kind == kind)
            return at;
    return npos;
}

std::string Entry::written(std::string_view value) const
{
    if (control && control->kind == ControlKind::trigger)
        return value == "OK" ? "OK" : "";
    return encoded(type, value);
}

bool Entry::is_choice() const
{
    return control && (control->kind == ControlKind::select_one || control->kind == ControlKind::select_multiple ||
                       control->kind == ControlKind::rank);
}

const Entry* Program::entry(std::string_view nodeset) const
{
    const auto found = at.find(nodeset);
    return found == at.end() ? nullptr : &entries[found->second];
}

namespace {

class Compiler {
public:
    explicit Compiler(std::shared_ptr<const Form> form) : form_(*form) { program_->form = std::move(form); }

    Result<std::shared_ptr<const Program>> run()
    {
        add_entry(form_.instance, "/" + form_.instance.name, Entry::npos);
        BALIEBLIK_CHECK(add_controls(form_.body));
        for (const auto& bind : form_.binds)
            BALIEBLIK_CHECK(add_bind(bind));
        BALIEBLIK_CHECK(add_texts());
        for (const auto& event : form_.set_values)
            BALIEBLIK_CHECK(add_event(event));
        for (auto& entry : program_->entries)
            entry.type = value_type(entry);
        if (const auto circle = find_circle(*program_))
            return Error{Errc::form_unsettled, *circle};
        connect();
        rank();
        return std::shared_ptr<const Program>(program_);
    }

private:
    static std::string named(const DataNode& data)
    {
        return data.prefix.empty() ? data.name : data.prefix + ":" + data.name;
    }

    // What is chosen is a text whatever the form calls its type.
    static DataType value_type(const Entry& entry)
    {
        if (!entry.bind || entry.is_choice() || (entry.control && entry.control->kind == ControlKind::trigger))
            return DataType::text;
        return entry.bind->data_type;
    }

    std::string attribute_name(const Attribute& attribute) const
    {
        for (const auto& [prefix, uri] : form_.namespaces)
            if (!attribute.uri.empty() && !prefix.empty() && uri == attribute.uri)
                return prefix + ":" + attribute.name;
        return attribute.name;
    }

    // An attribute that a bind names is a node of the record like any other.
    void add_attributes(const DataNode& data, const std::string& nodeset, std::size_t parent)
    {
        for (const auto& attribute : data.attributes) {
            Entry made;
            made.nodeset = nodeset + "/@" + attribute_name(attribute);
            made.bind = form_.bind(made.nodeset);
            if (!made.bind || !program_->at.emplace(made.nodeset, program_->entries.size()).second)
                continue;
            made.parent = parent;
            made.is_leaf = true;
            made.is_attribute = true;
            program_->entries[parent].children.push_back(program_->entries.size());
            program_->entries.push_back(std::move(made));
        }
    }

    void add_entry(const DataNode& data, const std::string& nodeset, std::size_t parent)
    {
        const auto index = program_->entries.size();
        if (!program_->at.emplace(nodeset, index).second)
            return; // a second instance of a repeat
        Entry made;
        made.nodeset = nodeset;
        made.parent = parent;
        made.data = &data;
        made.bind = form_.bind(nodeset);
        program_->entries.push_back(std::move(made));
        if (parent != Entry::npos)
            program_->entries[parent].children.push_back(index);
        const auto repeat = form_.repeat_templates.find(nodeset);
        const auto& shape = repeat == form_.repeat_templates.end() ? data : repeat->second;
        for (const auto& child : shape.children)
            add_entry(child, nodeset + "/" + named(child), index);
        const auto children = program_->entries[index].children.size();
        add_attributes(shape, nodeset, index);
        // A repeat that has a template but no instance yet.
        for (const auto& [path, model] : form_.repeat_templates)
            if (path.substr(0, path.rfind('/')) == nodeset && !program_->at.contains(path))
                add_entry(model, path, index);
        program_->entries[index].is_repeat = repeat != form_.repeat_templates.end();
        program_->entries[index].is_leaf =
            shape.children.empty() && !program_->entries[index].is_repeat && children == 0;
    }

    Result<xpath::ExpressionPtr> parsed(const std::string& text, const std::string& where)
    {
        auto expression = xpath::parse(text);
        if (!expression)
            return Error{expression.error().code, where + ": " + expression.error().detail};
        if (const auto calls = xpath::check_calls(**expression); !calls)
            return Error{calls.error().code, where + ": " + calls.error().detail};
        return expression;
    }

    Result<void> add_task(std::size_t entry, TaskKind kind, const std::string& text)
    {
        if (text.empty())
            return {};
        BALIEBLIK_TRY(expression, parsed(text, program_->entries[entry].nodeset));
        program_->entries[entry].tasks.push_back(program_->tasks.size());
        program_->tasks.push_back({entry, kind, std::move(expression), 0});
        return {};
    }

    Result<void> add_bind(const Bind& bind)
    {
        const auto found = program_->at.find(bind.nodeset);
        if (found == program_->at.end())
            return {}; // other forms bind what their instance leaves out: there is nothing that it could be about
        const auto entry = found->second;
        BALIEBLIK_CHECK(add_task(entry, TaskKind::relevant, bind.relevant));
        BALIEBLIK_CHECK(add_task(entry, TaskKind::calculate, bind.calculate));
        BALIEBLIK_CHECK(add_task(entry, TaskKind::readonly, bind.readonly));
        BALIEBLIK_CHECK(add_task(entry, TaskKind::required, bind.required));
        BALIEBLIK_CHECK(add_task(entry, TaskKind::constraint, bind.constraint));
        for (const auto* message : {&bind.constraint_message, &bind.required_message})
            if (message->starts_with("jr:itext("))
                BALIEBLIK_CHECK(add_text(*message, bind.nodeset));
        return {};
    }

    Result<void> add_controls(const std::vector<Control>& controls)
    {
        for (const auto& control : controls) {
            BALIEBLIK_CHECK(add_text(control.label, control.ref));
            BALIEBLIK_CHECK(add_text(control.hint, control.ref));
            if (!control.ref.empty())
                BALIEBLIK_CHECK(add_control(control));
            BALIEBLIK_CHECK(add_controls(control.children));
        }
        return {};
    }

    Result<void> add_control(const Control& control)
    {
        const auto found = program_->at.find(control.ref);
        if (found == program_->at.end())
            return {}; // as for binds
        const auto index = found->second;
        // Of a repeat the repeat counts, whatever else a form hangs on its node.
        if (!program_->entries[index].control || control.kind == ControlKind::repeat)
            program_->entries[index].control = &control;
        for (const auto& item : control.items)
            BALIEBLIK_CHECK(add_text(item.label, control.ref));
        if (!control.itemset.empty()) {
            BALIEBLIK_CHECK(add_task(index, TaskKind::options, control.itemset.nodeset));
            BALIEBLIK_TRY(value, parsed(control.itemset.value, control.ref));
            program_->entries[index].option_value = std::move(value);
            if (!control.itemset.label.empty()) {
                BALIEBLIK_TRY(label, parsed(control.itemset.label, control.ref));
                program_->entries[index].option_label = std::move(label);
            }
        }
        if (control.kind == ControlKind::repeat && !control.count.empty()) {
            program_->counts = true;
            BALIEBLIK_CHECK(add_task(index, TaskKind::count, control.count));
        }
        return {};
    }

    Result<void> add_event(const SetValue& event)
    {
        const auto listens = std::find(event.events.begin(), event.events.end(), "xforms-value-changed");
        if (const auto found = program_->at.find(event.trigger);
            found != program_->at.end() && listens != event.events.end())
            program_->entries[found->second].is_listened_to = true;
        return add_text(event.value, event.ref);
    }

    Result<void> add_text(const std::string& text, const std::string& where)
    {
        if (text.empty() || program_->texts.contains(text))
            return {};
        BALIEBLIK_TRY(expression, parsed(text, where));
        program_->texts.emplace(text, std::move(expression));
        return {};
    }

    Result<void> add_text(const Text& text, const std::string& where)
    {
        BALIEBLIK_CHECK(add_text(text.ref, where));
        for (const auto& piece : text.inline_text)
            BALIEBLIK_CHECK(add_text(piece.output, where));
        return {};
    }

    Result<void> add_texts()
    {
        for (const auto& language : form_.languages)
            for (const auto& [id, shapes] : language.texts)
                for (const auto& [shape, pieces] : shapes) {
                    program_->pictures = program_->pictures || shape == "image";
                    for (const auto& piece : pieces)
                        BALIEBLIK_CHECK(add_text(piece.output, id));
                }
        return {};
    }

    // Paths that a label or hint reads, in any language.
    void text_reads(const Text& text, const std::string& nodeset, std::set<std::string>& paths) const
    {
        const auto add = [&](const std::string& expression) {
            if (expression.empty())
                return;
            const auto read = xpath::reads(*program_->texts.find(expression)->second, nodeset);
            paths.insert(read.paths.begin(), read.paths.end());
        };
        add(text.ref);
        for (const auto& piece : text.inline_text)
            add(piece.output);
        if (text.ref.empty())
            return;
        const auto& reference = *program_->texts.find(text.ref)->second;
        if (reference.operands.empty() || reference.operands.front()->operation != xpath::Operation::text)
            return;
        for (const auto& language : form_.languages)
            if (const auto found = language.texts.find(reference.operands.front()->text); found != language.texts.end())
                for (const auto& [shape, pieces] : found->second)
                    for (const auto& piece : pieces)
                        add(piece.output);
    }

    void connect()
    {
        // Labels with something filled in run as tasks too, so that it is known when they change.
        for (std::size_t index = 0; index < program_->entries.size(); ++index) {
            auto& entry = program_->entries[index];
            if (!entry.control)
                continue;
            std::set<std::string> paths;
            text_reads(entry.control->label, entry.nodeset, paths);
            text_reads(entry.control->hint, entry.nodeset, paths);
            if (paths.empty())
                continue;
            const auto task = program_->tasks.size();
            entry.tasks.push_back(task);
            program_->tasks.push_back({index, TaskKind::text, nullptr, 0});
            for (const auto& path : paths)
                read(path, task);
        }
        for (std::size_t task = 0; task < program_->tasks.size(); ++task) {
            const auto& made = program_->tasks[task];
            if (!made.expression)
                continue;
            for (const auto& path : xpath::reads(*made.expression, program_->entries[made.entry].nodeset).paths)
                read(path, task);
        }
    }

    void read(const std::string& path, std::size_t task)
    {
        if (path.ends_with("/*")) {
            const auto prefix = path.substr(0, path.size() - 1);
            for (auto& entry : program_->entries)
                if (entry.nodeset.starts_with(prefix))
                    entry.readers.push_back(task);
            return;
        }
        if (const auto found = program_->at.find(path); found != program_->at.end())
            program_->entries[found->second].readers.push_back(task);
    }

    // Depth first over "is read by", from the end: what is read gets the lower rank. Circles are cut where they close;
    // whether they settle shows when they run.
    void rank()
    {
        std::vector<char> seen(program_->tasks.size());
        auto next = program_->tasks.size();
        const std::function<void(std::size_t)> visit = [&](std::size_t task) {
            if (seen[task])
                return;
            seen[task] = 1;
            const auto& made = program_->tasks[task];
            if (made.kind != TaskKind::text && made.kind != TaskKind::constraint && made.kind != TaskKind::required &&
                made.kind != TaskKind::readonly)
                visit_readers(made.entry, made.kind == TaskKind::relevant || made.kind == TaskKind::count, visit);
            program_->tasks[task].rank = --next;
        };
        for (std::size_t task = program_->tasks.size(); task > 0; --task)
            visit(task - 1);
    }

    void visit_readers(std::size_t entry, bool deep, const std::function<void(std::size_t)>& visit)
    {
        for (const auto task : program_->entries[entry].readers)
            visit(task);
        if (!deep)
            return;
        for (const auto child : program_->entries[entry].children) {
            for (const auto task : program_->entries[child].tasks)
                visit(task);
            visit_readers(child, true, visit);
        }
    }

    std::shared_ptr<Program> program_ = std::make_shared<Program>();
    const Form& form_;
};

} // namespace

Result<std::shared_ptr<const Program>> compile(std::shared_ptr<const Form> form)
{
    return Compiler(std::move(form)).run();
}

} // namespace balieblik::forms
