// SPDX-License-Identifier: EUPL-1.2
// Questionnaires that nobody would write, from a seed: every kind of question, logic that reads across groups and
// repeats, lists that filter each other.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace balieblik::test {

class RandomForm {
public:
    explicit RandomForm(std::uint64_t seed) : random_(seed) {}

    std::string xml()
    {
        std::string instance;
        std::string binds;
        std::string body;
        const auto questions = 6 + below(10);
        for (std::size_t at = 0; at < questions; ++at)
            add_question("/data", instance, binds, body, "");
        add_group(instance, binds, body);
        add_repeat(instance, binds, body);
        return R"xml(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml")xml"
               R"xml( xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Random</h:title><model><instance>)xml"
               R"xml(<data id="random" version="1">)xml" +
               instance +
               "<meta><instanceID/></meta></data></instance>"
               R"xml(<instance id="l"><root><item><name>x</name><of>1</of></item><item><name>y</name><of>2</of></item>)xml"
               R"xml(<item><name>z</name><of>1</of></item></root></instance>)xml" +
               binds + R"xml(<bind nodeset="/data/meta/instanceID" jr:preload="uid"/></model></h:head><h:body>)xml" +
               body + "</h:body></h:html>";
    }

private:
    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }
    bool one_in(std::size_t many) { return below(many) == 0; }

    // Reads only what stands before: no circles.
    std::string operand(const std::string& inside)
    {
        if (before_.empty() || one_in(6))
            return std::to_string(below(4));
        const auto& path = before_[below(before_.size())];
        if (!inside.empty() && path.starts_with(inside + "/"))
            return ".." + path.substr(inside.size());
        if (path.starts_with("/data/r/"))
            return std::vector<std::string>{"sum(" + path + ")", "count(" + path + ")", "count-non-empty(" + path + ")",
                                            "max(" + path + ")"}[below(4)];
        return path;
    }

    std::string condition(const std::string& inside)
    {
        static const std::vector<std::string> operators{"=", "!=", "&lt;", "&gt;="};
        auto text = operand(inside) + " " + operators[below(4)] + " " + operand(inside);
        if (one_in(3))
            text += (one_in(2) ? " and " : " or ") + operand(inside) + " != ''";
        return one_in(5) ? "not(" + text + ")" : text;
    }

    std::string calculation(const std::string& inside)
    {
        switch (below(5)) {
        case 0:
            return operand(inside) + " + " + operand(inside);
        case 1:
            return "if(" + condition(inside) + ", " + operand(inside) + ", '')";
        case 2:
            return "coalesce(" + operand(inside) + ", " + operand(inside) + ")";
        case 3:
            return "concat(" + operand(inside) + ", '-', " + operand(inside) + ")";
        default:
            return "round(" + operand(inside) + " div 3, 2)";
        }
    }

    void add_question(const std::string& parent, std::string& instance, std::string& binds, std::string& body,
                      const std::string& inside)
    {
        const auto name = "q" + std::to_string(next_++);
        const auto path = parent + "/" + name;
        const bool is_calculated = one_in(3);
        static const std::vector<std::string> types{"string", "int", "decimal", "date", "dateTime", "string"};
        const auto kind = below(types.size() + 2);
        // What is calculated is a number or a text: how a number becomes a day is for each engine to say.
        const auto type = kind < (is_calculated ? 3 : types.size()) ? types[kind] : std::string("string");
        instance += one_in(6) && !is_calculated && type == "int" ? "<" + name + ">2</" + name + ">" : "<" + name + "/>";
        binds += R"(<bind nodeset=")" + path + R"(" type=")" + type + '"';
        if (is_calculated)
            binds += R"( calculate=")" + calculation(inside) + '"';
        if (one_in(3))
            binds += R"( relevant=")" + condition(inside) + '"';
        if (one_in(5))
            binds += R"( required=")" + condition(inside) + '"';
        if (one_in(6))
            binds += R"( readonly=")" + condition(inside) + '"';
        if (one_in(4))
            binds += R"( constraint=". != )" + operand(inside) + '"';
        binds += "/>";
        before_.push_back(path);
        if (is_calculated && one_in(2))
            return;
        const auto label = "<label>" + name + "</label>";
        if (kind == types.size())
            body += R"(<select1 ref=")" + path + R"(">)" + label +
                    R"(<itemset nodeset="instance('l')/root/item[of = )" + operand(inside) + R"( or )" +
                    condition(inside) + R"(]"><value ref="name"/><label ref="name"/></itemset></select1>)";
        else if (kind > types.size())
            body += R"(<select ref=")" + path + R"(">)" + label +
                    "<item><label>One</label><value>1</value></item><item><label>Two</label><value>2</value></item></"
                    "select>";
        else
            body += R"(<input ref=")" + path + R"(">)" + label + "</input>";
    }

    void add_group(std::string& instance, std::string& binds, std::string& body)
    {
        std::string inner;
        std::string inner_body;
        binds += R"(<bind nodeset="/data/g" relevant=")" + condition("") + R"("/>)";
        for (std::size_t at = 0; at < 3; ++at)
            add_question("/data/g", inner, binds, inner_body, "");
        instance += "<g>" + inner + "</g>";
        body += R"(<group ref="/data/g"><label>g</label>)" + inner_body + "</group>";
    }

    void add_repeat(std::string& instance, std::string& binds, std::string& body)
    {
        const auto count = one_in(2) ? operand("") : std::string();
        const bool counted = count.starts_with("/data/q") || count.starts_with("/data/g/");
        std::string inner;
        std::string inner_body;
        for (std::size_t at = 0; at < 3; ++at)
            add_question("/data/r", inner, binds, inner_body, "/data/r");
        instance += R"(<r jr:template="">)" + inner + "</r><r>" + inner + "</r>";
        body += R"(<group ref="/data/r"><label>r</label><repeat nodeset="/data/r")" +
                (counted ? R"( jr:count=")" + count + '"' : std::string()) + ">" + inner_body + "</repeat></group>";
        for (std::size_t at = 0; at < 2; ++at)
            add_question("/data", instance, binds, body, "");
    }

    std::mt19937_64 random_;
    std::vector<std::string> before_;
    int next_ = 1;
};

} // namespace balieblik::test
