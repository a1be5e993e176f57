// SPDX-License-Identifier: EUPL-1.2
#include "usecases/visit_answers.hpp"

#include "forms/xform/words.hpp"

namespace balieblik::usecases {
namespace {

using forms::Control;
using forms::ControlKind;
using forms::Form;

struct Words {
    std::string nl;
    std::string en;
};

Words words_of(const Form& form, const forms::Text& text)
{
    return {forms::words_of(form, text, "nl"), forms::words_of(form, text, "en")};
}

// The object that the walk is in: a record, or one row of a repeat.
struct Place {
    const boost::json::object& data;
    std::string base;  // its reference in the form, "/data/d/rows"
    std::string where; // and in this record, "/data/d/rows[2]"
};

// Walks the body and the record side by side; in a repeat each of its rows has its turn.
class Reader {
public:
    explicit Reader(const Form& form) : form_(form) {}

    void read(const std::vector<Control>& controls, const Place& place, const Words& section)
    {
        for (const auto& control : controls) {
            const auto* value = control.ref.empty() ? nullptr : at(place.data, control.ref, place.base);
            if (control.kind == ControlKind::group)
                group(control, place, section);
            else if (control.kind == ControlKind::repeat)
                repeat(control, value, place, section);
            else if (value && value->is_string() && !value->get_string().empty())
                answer(control, std::string(value->get_string()), place, section);
        }
    }

    std::vector<OpenedAnswer> take() { return std::move(answers_); }

private:
    // The member at an absolute reference, seen from the object that stands for `base`.
    static const boost::json::value* at(const boost::json::object& data, std::string_view ref, std::string_view base)
    {
        if (ref.size() <= base.size() || !ref.starts_with(base))
            return nullptr;
        auto rest = ref.substr(base.size() + 1);
        const boost::json::object* inside = &data;
        for (;;) {
            const auto slash = rest.find('/');
            const auto* found = inside->if_contains(rest.substr(0, slash));
            if (!found || slash == std::string_view::npos)
                return found;
            inside = found->if_object();
            if (!inside)
                return nullptr;
            rest.remove_prefix(slash + 1);
        }
    }

    static std::string where(const Control& control, const Place& place)
    {
        return place.where + control.ref.substr(place.base.size());
    }

    // A group without words of its own belongs to what is around it.
    Words section_of(const Control& control, const Words& around)
    {
        const auto own = words_of(form_, control.label);
        return own.nl.empty() && own.en.empty() ? around : own;
    }

    void group(const Control& control, const Place& place, const Words& section)
    {
        read(control.children, place, section_of(control, section));
    }

    void repeat(const Control& control, const boost::json::value* rows, const Place& place, const Words& section)
    {
        if (!rows || !rows->is_array())
            return;
        const auto own = section_of(control, section);
        int count = 0;
        for (const auto& row : rows->get_array()) {
            if (!row.is_object())
                continue;
            const auto number = std::to_string(++count);
            read(control.children, {row.get_object(), control.ref, where(control, place) + "[" + number + "]"},
                 {own.nl + " " + number, own.en + " " + number});
        }
    }

    void answer(const Control& control, const std::string& value, const Place& place, const Words& section)
    {
        const auto label = words_of(form_, control.label);
        const Words words{forms::answer_in_words(form_, control, value, "nl"),
                          forms::answer_in_words(form_, control, value, "en")};
        answers_.push_back(
            {where(control, place), section.nl, section.en, label.nl, label.en, value, words.nl, words.en});
    }

    const Form& form_;
    std::vector<OpenedAnswer> answers_;
};

} // namespace

std::vector<OpenedAnswer> answers_in_words(const Form& form, const boost::json::object& data)
{
    Reader reader(form);
    const auto root = "/" + form.instance.name;
    reader.read(form.body, {data, root, root}, {});
    return reader.take();
}

} // namespace balieblik::usecases
