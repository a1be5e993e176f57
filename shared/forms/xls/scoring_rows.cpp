// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/scoring_rows.hpp"

#include "forms/xls/columns.hpp"
#include "forms/xls/compile.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace balieblik::forms::xls {

namespace {

std::optional<double> number(std::string_view text)
{
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

// "2.5", never "2.50" or "2.5e0": the number as an XPath literal.
std::string literal(double value)
{
    char text[64];
    const auto [end, problem] = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed);
    return problem == std::errc{} ? std::string(text, end) : std::string();
}

std::vector<std::string> words(std::string_view text)
{
    std::vector<std::string> made;
    std::string word;
    for (const char c : std::string(text) + " ") {
        if (c != ' ' && c != ',') {
            word += c;
        } else if (!word.empty()) {
            made.push_back(std::exchange(word, {}));
        }
    }
    return made;
}

std::string joined(const std::vector<std::string>& terms, std::string_view mark)
{
    std::string made;
    for (const auto& term : terms)
        made += (made.empty() ? "" : std::string(mark)) + term;
    return made;
}

struct Item {
    const Node* node;
    std::string dimension;
    std::optional<double> weight;
    bool bonus = false;
};

class Expander {
public:
    Expander(FormTree& form, Problems& problems) : form_(form), problems_(problems) {}

    void expand()
    {
        bool any = false;
        for (const auto* node : std::as_const(form_).nodes())
            any = any || std::any_of(node->bind.begin(), node->bind.end(),
                                     [](const auto& item) { return item.first.starts_with("ms:"); });
        if (!any)
            return;
        const auto before = problems_.size();
        read_settings();
        read_items();
        if (problems_.size() != before || items_.empty())
            return;
        write_rows();
    }

private:
    void refuse(const Place& place, const std::string& column, const std::string& message,
                const std::string& suggestion = {})
    {
        problems_.push_back(problem_at(place, ProblemKind::scoring_invalid, column, message, suggestion));
    }

    std::string setting(const std::string& name, const std::string& otherwise) const
    {
        for (const auto& [key, value] : form_.settings.attributes)
            if (key == "ms:" + name)
                return value;
        return otherwise;
    }

    void read_settings()
    {
        const auto& settings = form_.settings;
        const auto& spaces = settings.namespaces;
        if (std::none_of(spaces.begin(), spaces.end(),
                         [](const auto& item) { return item.first == "ms" && item.second == ms_namespace; }))
            refuse(settings.place, "namespaces", "Scoring needs its namespace.",
                   "Write ms=\"" + std::string(ms_namespace) + "\" there.");
        const auto weights = read_dimension_weights(setting("dimension_weights", ""));
        if (!weights)
            refuse(settings.place, "attribute::ms:dimension_weights",
                   "Dimension weights are written as 'TONE:30 RULE:20', each once and above 0.");
        else
            weights_ = *weights;
        const auto coverage = number(setting("coverage_min", "0.5"));
        if (!coverage || *coverage < 0 || *coverage > 1)
            refuse(settings.place, "attribute::ms:coverage_min", "The smallest coverage is a number from 0 to 1.");
        else
            coverage_ = *coverage;
        policy_ = setting("critical_policy", "flag");
        if (policy_ != "flag" && policy_ != "zero-dimension" && policy_ != "zero-total")
            refuse(settings.place, "attribute::ms:critical_policy",
                   "'" + policy_ + "' is no policy for critical answers.", "It is flag, zero-dimension or zero-total.");
    }

    bool weighted(const std::string& dimension) const
    {
        return std::any_of(weights_.begin(), weights_.end(), [&](const auto& item) { return item.first == dimension; });
    }

    void read_items()
    {
        for (const auto* node : std::as_const(form_).nodes()) {
            check_attributes(*node);
            check_closing(*node);
            const auto weight_text = node->bind_value("ms:weight");
            const auto points = node->bind_value("ms:points");
            if (!node->bind_value("ms:critical").empty())
                check_critical(*node);
            if (weight_text.empty() && points.empty()) {
                if (weighted(node->bind_value("ms:dimension")))
                    refuse(node->place, "bind::ms:weight",
                           "A question of the dimension " + node->bind_value("ms:dimension") + " needs a weight.");
                continue;
            }
            Item item{node, node->bind_value("ms:dimension"), number(weight_text),
                      lower(node->bind_value("ms:bonus")) == "yes"};
            check_item(item, weight_text, points);
            items_.push_back(item);
        }
    }

    void check_attributes(const Node& node)
    {
        static const std::set<std::string, std::less<>> known{
            "ms:dimension", "ms:weight",          "ms:critical",     "ms:bonus",       "ms:points",   "ms:role",
            "ms:norm",      "ms:soft-constraint", "ms:soft-message", "ms:closes-when", "ms:closes-as"};
        for (const auto& [name, value] : node.bind)
            if (name.starts_with("ms:") && !known.contains(name))
                refuse(node.place, "bind::" + name, "There is no scoring attribute '" + name + "'.");
        for (const Node* above = node.parent; above; above = above->parent)
            if (above->kind == Node::Kind::repeat && !node.bind_value("ms:weight").empty())
                problems_.push_back(
                    unsupported_at(node.place, "bind::ms:weight", "A question in a repeat cannot be scored."));
    }

    void check_closing(const Node& node)
    {
        const auto as = node.bind_value("ms:closes-as");
        if (node.bind_value("ms:closes-when").empty() != as.empty())
            refuse(node.place, "bind::ms:closes-when", "An open item says both when it closes and as what.");
        const auto* list = node.is_select() && node.file.empty() ? form_.list(node.list) : nullptr;
        if (list && !as.empty() && std::none_of(list->choices.begin(), list->choices.end(), [&](const Choice& choice) {
                return choice.name == as;
            }))
            refuse(node.place, "bind::ms:closes-as", "'" + as + "' is no choice of this question.");
    }

    void check_item(const Item& item, const std::string& weight_text, const std::string& points)
    {
        const auto& node = *item.node;
        if (!weight_text.empty() && (!item.weight || *item.weight <= 0))
            refuse(node.place, "bind::ms:weight", "A weight is a number above 0.",
                   "A reversed question has a list with reversed scores.");
        if (!weight_text.empty() && !weighted(item.dimension))
            refuse(node.place, "bind::ms:dimension",
                   "The dimension '" + item.dimension + "' has no weight in the settings.");
        if (points == "wait" || points == "working-days") {
            if (points == "working-days" && node.bind_value("ms:norm").empty())
                refuse(node.place, "bind::ms:norm", "Working days are judged by a norm: name its kind here.");
            else if (!find_role(norm_role(node)))
                refuse(node.place, "bind::ms:points",
                       "A wait is judged by a norm, and no question has the role " + norm_role(node) + ".");
            if (points == "working-days")
                for (const char* role : {"sent", "reply", "replied"})
                    if (!find_role(role))
                        refuse(node.place, "bind::ms:points",
                               std::string("Working days need a question with the role ") + role + ".");
        } else if (points == "mark") {
            if (!node.type || (node.type->bind_type != "int" && node.type->bind_type != "decimal"))
                refuse(node.place, "bind::ms:points", "A mark is an integer, decimal or range question.");
        } else if (!points.empty() && points != "choice") {
            refuse(node.place, "bind::ms:points", "'" + points + "' is no source of points.",
                   "It is choice, mark, wait or working-days.");
        } else {
            check_choices(node);
        }
    }

    void check_choices(const Node& node)
    {
        if (!node.type || node.type->name != "select_one" || !form_.list(node.list)) {
            problems_.push_back(unsupported_at(
                node.place, "type", "Only select_one questions with a choice list take their points from choices."));
            return;
        }
        bool any = false;
        for (const auto& choice : form_.list(node.list)->choices)
            for (const auto& [name, value] : choice.extra) {
                if (name != "score")
                    continue;
                any = true;
                const auto score = number(value);
                if (!score || *score < 0 || *score > 100)
                    refuse(choice.place, "score", "A score is a number from 0 to 100, or empty for 'not applicable'.");
            }
        if (!any)
            refuse(node.place, "type", "The list '" + node.list + "' has no scores.");
    }

    void check_critical(const Node& node)
    {
        const auto* list = form_.list(node.list);
        for (const auto& value : words(node.bind_value("ms:critical")))
            if (!list || std::none_of(list->choices.begin(), list->choices.end(),
                                      [&](const Choice& choice) { return choice.name == value; }))
                refuse(node.place, "bind::ms:critical", "'" + value + "' is no choice of this question.");
    }

    const Node* find_role(std::string_view role) const
    {
        for (const auto* node : std::as_const(form_).nodes())
            if (node->bind_value("ms:role") == role)
                return node;
        return nullptr;
    }

    // Which question holds the norm: that of the counter's wait, or of the kind that an item names.
    static std::string norm_role(const Node& node)
    {
        const auto kind = node.bind_value("ms:norm");
        return kind.empty() ? "norm_seconds" : "norm_" + kind;
    }

    // `node` as a reference, by its name: names are checked for being unique when they are resolved.
    static std::string ref(const std::string& name) { return "${" + name + "}"; }

    std::string points_of(const Item& item) const
    {
        const auto answer = ref(item.node->name);
        const auto source = item.node->bind_value("ms:points");
        if (source == "mark")
            return "if(" + answer + " = '', '', (" + answer + " - 1) * 100 div 9)";
        if (source == "wait" || source == "working-days") {
            const auto norm = ref(find_role(norm_role(*item.node))->name);
            // A reply that never came is worth nothing, whatever the norm.
            const std::string none = source == "wait" ? "" : "if(" + answer + " = 'none', 0, ";
            return none + "if(" + answer + " = '' or " + norm + " = '', '', if(" + answer + " <= " + norm +
                   ", 100, max(0, 100 * (2 * " + norm + " - " + answer + ") div " + norm + ")))" +
                   (none.empty() ? "" : ")");
        }
        return "coalesce(instance('" + item.node->list + "')/root/item[name = " + answer + "]/score, '')";
    }

    std::string critical_in(const std::string& dimension) const
    {
        std::vector<std::string> terms;
        for (const auto* node : std::as_const(form_).nodes())
            if (dimension.empty() || node->bind_value("ms:dimension") == dimension)
                for (const auto& value : words(node->bind_value("ms:critical")))
                    terms.push_back(ref(node->name) + " = '" + value + "'");
        return terms.empty() ? "false()" : joined(terms, " or ");
    }

    void add_row(Node& group, const std::string& name, const std::string& calculation)
    {
        auto row = std::make_unique<Node>();
        row->place = group.place;
        row->name = name;
        row->type = find_type("calculate");
        row->generated = true;
        row->calculation = calculation;
        row->parent = &group;
        group.children.push_back(std::move(row));
    }

    void add_dimension(Node& group, const std::string& dimension)
    {
        std::vector<std::string> applicable, earned;
        double total = 0;
        for (const auto& item : items_) {
            if (item.dimension != dimension || !item.weight)
                continue;
            const auto points = ref(item.node->name + "_pts");
            const auto weight = literal(*item.weight);
            earned.push_back("if(" + points + " = '', 0, " + weight + " * " + points + ")");
            if (item.bonus)
                continue;
            applicable.push_back("if(" + points + " = '', 0, " + weight + ")");
            total += *item.weight;
        }
        const auto sum = dimension + "_w";
        add_row(group, sum, applicable.empty() ? "0" : joined(applicable, " + "));
        auto score = "(" + joined(earned, " + ") + ") div " + ref(sum);
        if (const auto critical = critical_in(dimension); policy_ == "zero-dimension" && critical != "false()")
            score = "if(" + critical + ", 0, " + score + ")";
        add_row(group, dimension + "_sc",
                "if(" + ref(sum) + " > 0 and " + ref(sum) + " >= " + literal(coverage_) + " * " + literal(total) +
                    ", " + score + ", '')");
    }

    void write_rows()
    {
        auto group = std::make_unique<Node>();
        group->kind = Node::Kind::group;
        group->place = form_.settings.place;
        group->name = score_group;
        group->generated = true;
        group->bind.emplace_back("ms:generated", "yes");
        group->parent = form_.root.get();
        for (const auto& child : form_.root->children)
            if (child->name == score_group)
                problems_.push_back(problem_at(child->place, ProblemKind::name_reserved, "name",
                                               "The name 'score' is taken by the calculated scores."));
        for (const auto& item : items_)
            add_row(*group, item.node->name + "_pts", points_of(item));
        std::vector<std::string> weights, products;
        for (const auto& [dimension, weight] : weights_) {
            if (std::none_of(items_.begin(), items_.end(), [&wanted = dimension](const Item& item) {
                    return item.dimension == wanted && item.weight;
                })) {
                refuse(form_.settings.place, "attribute::ms:dimension_weights",
                       "No question belongs to the dimension '" + dimension + "'.",
                       "Take it out here, or name it in bind::ms:dimension of a question.");
                continue;
            }
            add_dimension(*group, dimension);
            const auto score = ref(dimension + "_sc");
            weights.push_back("if(" + score + " = '', 0, " + literal(weight) + ")");
            products.push_back("if(" + score + " = '', 0, " + literal(weight) + " * " + score + ")");
        }
        if (weights.empty())
            weights = products = {"0"};
        add_row(*group, "critical", critical_in(""));
        add_row(*group, "index_w", joined(weights, " + "));
        auto index = "(" + joined(products, " + ") + ") div " + ref("index_w");
        if (const auto critical = critical_in(""); policy_ == "zero-total" && critical != "false()")
            index = "if(" + critical + ", 0, " + index + ")";
        add_row(*group, "index", "if(" + ref("index_w") + " = 0, '', " + index + ")");
        form_.root->children.push_back(std::move(group));
    }

    FormTree& form_;
    Problems& problems_;
    DimensionWeights weights_;
    double coverage_ = 0.5;
    std::string policy_;
    std::vector<Item> items_;
};

} // namespace

std::optional<DimensionWeights> read_dimension_weights(std::string_view text)
{
    DimensionWeights weights;
    for (const auto& word : words(text)) {
        const auto mark = word.find(':');
        if (mark == std::string::npos || mark == 0)
            return std::nullopt;
        const auto value = number(std::string_view(word).substr(mark + 1));
        const auto name = word.substr(0, mark);
        if (!value || *value <= 0 || !is_name(name))
            return std::nullopt;
        if (std::any_of(weights.begin(), weights.end(), [&](const auto& item) { return item.first == name; }))
            return std::nullopt;
        weights.emplace_back(name, *value);
    }
    return weights;
}

void add_scoring(FormTree& form, Problems& problems) { Expander(form, problems).expand(); }

} // namespace balieblik::forms::xls
