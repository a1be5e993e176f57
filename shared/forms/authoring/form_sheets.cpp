// SPDX-License-Identifier: EUPL-1.2
#include "forms/authoring/form_sheets.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace balieblik::forms::authoring {
namespace {

constexpr std::string_view ms_uri = "https://balieblik.example/ns/mystery-shopper";

using Cells = std::vector<std::pair<std::string, std::string>>; // column, text

std::string last_step(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

class Sheets {
public:
    explicit Sheets(const Form& form) : form_(form), root_("/" + form.instance.name + "/") {}

    xls::Workbook laid_out()
    {
        settings();
        controls(form_.body);
        calculations(form_.instance, "/" + form_.instance.name);
        for (const auto& list : form_.instances)
            choices(list);
        return {{sheet("settings", {settings_}), sheet("survey", survey_), sheet("choices", choices_)}};
    }

private:
    void settings()
    {
        add(settings_, "form_title", form_.title);
        add(settings_, "version", form_.version);
        add(settings_, "style", form_.body_appearance);
        add_attributes(settings_, "attribute", form_.settings);
    }

    void controls(const std::vector<Control>& list)
    {
        for (const auto& control : list) {
            if (!control.ref.empty() && !seen_.insert(control.ref).second)
                continue;
            Cells row;
            add(row, "type", type_of(control));
            add(row, "name", control.ref.empty() ? std::string() : last_step(control.ref));
            add_words(row, "label", control.label);
            add_words(row, "hint", control.hint);
            add(row, "appearance", control.appearance);
            add(row, "choice_filter", filter_of(control.itemset.nodeset));
            add(row, "repeat_count", short_names(control.count));
            for (const auto& [name, value] : control.parameters)
                add(row, "parameters " + name, value);
            for (const auto& item : control.items)
                add_words(row, "choice " + item.value, item.label);
            add_bind(row, control.ref);
            survey_.push_back(std::move(row));
            controls(control.children);
        }
    }

    // What is in the record and never asked.
    void calculations(const DataNode& node, const std::string& path)
    {
        for (const auto& child : node.children) {
            const auto here = path + "/" + (child.prefix.empty() ? "" : child.prefix + ":") + child.name;
            const auto* bind = form_.bind(here);
            // The compiler's own rows follow from the others.
            if (child.name == "meta" || (bind && find_attribute(bind->attributes, ms_uri, "generated")))
                continue;
            if (child.children.empty() && !seen_.contains(here)) {
                Cells row;
                add(row, "type", bind && !bind->calculate.empty() ? "calculate" : "hidden");
                add(row, "name", child.name);
                add(row, "default", child.text);
                add_bind(row, here);
                survey_.push_back(std::move(row));
            }
            calculations(child, here);
        }
    }

    void choices(const SecondaryInstance& list)
    {
        if (!list.source.empty())
            choices_.push_back({{"list_name", list.id}, {"name", list.source}});
        const auto* root = list.root.name == "root" ? &list.root : list.root.child("root");
        for (const auto& item : (root ? *root : list.root).children) {
            Cells row{{"list_name", list.id}};
            for (const auto& cell : item.children) {
                if (cell.name == "itextId")
                    add_translations(row, "label", cell.text);
                else
                    add(row, cell.name, cell.text);
            }
            choices_.push_back(std::move(row));
        }
    }

    void add_bind(Cells& row, const std::string& reference)
    {
        const auto* bind = form_.bind(reference);
        if (!bind)
            return;
        add(row, "relevant", short_names(bind->relevant));
        add(row, "required", short_names(bind->required));
        add(row, "readonly", short_names(bind->readonly));
        add(row, "constraint", short_names(bind->constraint));
        add(row, "calculation", short_names(bind->calculate));
        add_message(row, "constraint_message", bind->constraint_message);
        add_message(row, "required_message", bind->required_message);
        add_attributes(row, "bind", bind->attributes);
    }

    static void add(Cells& row, std::string column, std::string text)
    {
        if (!text.empty())
            row.emplace_back(std::move(column), std::move(text));
    }

    void add_attributes(Cells& row, const std::string& kind, const std::vector<Attribute>& attributes)
    {
        for (const auto& attribute : attributes)
            add(row, kind + "::" + (attribute.uri == ms_uri ? "ms:" : "") + attribute.name,
                short_names(attribute.value));
    }

    void add_words(Cells& row, const std::string& column, const Text& text)
    {
        if (text.ref.empty())
            add(row, column, written(text.inline_text));
        else if (const auto id = itext_id(text.ref); !id.empty())
            add_translations(row, column, id);
        else
            add(row, column, short_names(text.ref));
    }

    void add_message(Cells& row, const std::string& column, const std::string& message)
    {
        if (const auto id = itext_id(message); !id.empty())
            add_translations(row, column, id);
        else
            add(row, column, message);
    }

    void add_translations(Cells& row, const std::string& column, const std::string& id)
    {
        for (const auto& language : form_.languages)
            if (const auto found = language.texts.find(id); found != language.texts.end())
                for (const auto& [shape, words] : found->second)
                    add(row, (shape.empty() ? column : column + " " + shape) + "::" + language.name, written(words));
    }

    // "jr:itext('yn-0')"
    static std::string itext_id(std::string_view expression)
    {
        if (!expression.starts_with("jr:itext('") || !expression.ends_with("')"))
            return {};
        expression.remove_prefix(10);
        expression.remove_suffix(2);
        return std::string(expression);
    }

    std::string written(const RichText& pieces) const
    {
        std::string all;
        for (const auto& piece : pieces)
            all += piece.output.empty() ? piece.words : short_names(piece.output);
        return xls::trimmed(all);
    }

    // As an author wrote it: " /data/group/a  = 'x'" is "${a} = 'x'".
    std::string short_names(std::string_view expression) const
    {
        std::string made;
        while (!expression.empty()) {
            if (!expression.starts_with(root_)) {
                made += expression.front();
                expression.remove_prefix(1);
                continue;
            }
            const auto end = std::min(expression.find_first_of(" =<>!+*(),[]|'\"\t\n"), expression.size());
            made += "${" + last_step(expression.substr(0, end)) + "}";
            expression.remove_prefix(end);
        }
        return xls::trimmed(made);
    }

    // What stands between the brackets of "instance('l')/root/item[...]"; another nodeset as it is.
    std::string filter_of(std::string_view nodeset) const
    {
        const auto from = nodeset.find('[');
        if (!nodeset.starts_with("instance(") || from == std::string_view::npos)
            return nodeset.starts_with("instance(") ? std::string() : short_names(nodeset);
        return short_names(nodeset.substr(from + 1, nodeset.rfind(']') - from - 1));
    }

    std::string type_of(const Control& control) const
    {
        const auto* bind = form_.bind(control.ref);
        const auto list = [&] {
            const auto& nodeset = control.itemset.nodeset;
            const auto from = nodeset.find('\'');
            return from == std::string::npos ? std::string()
                                             : " " + nodeset.substr(from + 1, nodeset.find('\'', from + 1) - from - 1);
        };
        switch (control.kind) {
        case ControlKind::group:
            return "begin_group";
        case ControlKind::repeat:
            return "begin_repeat";
        case ControlKind::select_one:
            return "select_one" + list();
        case ControlKind::select_multiple:
            return "select_multiple" + list();
        case ControlKind::rank:
            return "rank" + list();
        case ControlKind::range:
            return "range";
        case ControlKind::upload:
            return "upload";
        case ControlKind::trigger:
            return "acknowledge";
        case ControlKind::input:
            break;
        }
        return bind && !bind->type.empty() ? bind->type : "text";
    }

    // A column for each name that any row has, in the order in which they first come.
    static xls::Sheet sheet(std::string name, const std::vector<Cells>& rows)
    {
        xls::Sheet made;
        made.name = std::move(name);
        std::map<std::string, std::size_t> columns;
        for (const auto& row : rows)
            for (const auto& [column, text] : row)
                if (columns.emplace(column, made.header.cells.size()).second)
                    made.header.cells.push_back(column);
        for (const auto& row : rows) {
            auto& to = made.rows.emplace_back();
            to.cells.resize(made.header.cells.size());
            for (const auto& [column, text] : row)
                to.cells[columns[column]] = text;
        }
        return made;
    }

    const Form& form_;
    std::string root_;
    std::set<std::string> seen_; // references that a control asks
    Cells settings_;
    std::vector<Cells> survey_, choices_;
};

} // namespace

xls::Workbook sheets_of(const Form& form) { return Sheets(form).laid_out(); }

} // namespace balieblik::forms::authoring
