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

// Walks the body and the record side by side; in a repeat each of its rows has its turn.
class Reader {
public:
    explicit Reader(const Form& form) : form_(form) {}

    void read(const std::vector<Control>& controls, const boost::json::object& data, const std::string& base,
              const Words& section)
    {
        for (const auto& control : controls) {
            const auto* value = control.ref.empty() ? nullptr : at(data, control.ref, base);
            if (control.kind == ControlKind::group)
                group(control, data, base, section);
            else if (control.kind == ControlKind::repeat)
                repeat(control, value, section);
            else if (value && value->is_string() && !value->get_string().empty())
                answer(control, std::string(value->get_string()), section);
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

    void group(const Control& control, const boost::json::object& data, const std::string& base, const Words& section)
    {
        const auto own = words_of(form_, control.label);
        read(control.children, data, base, own.nl.empty() && own.en.empty() ? section : own);
    }

    void repeat(const Control& control, const boost::json::value* rows, const Words& section)
    {
        if (!rows || !rows->is_array())
            return;
        for (const auto& row : rows->get_array())
            if (row.is_object())
                read(control.children, row.get_object(), control.ref, section);
    }

    void answer(const Control& control, const std::string& value, const Words& section)
    {
        const auto label = words_of(form_, control.label);
        const Words words{forms::answer_in_words(form_, control, value, "nl"),
                          forms::answer_in_words(form_, control, value, "en")};
        answers_.push_back({control.ref, section.nl, section.en, label.nl, label.en, value, words.nl, words.en});
    }

    const Form& form_;
    std::vector<OpenedAnswer> answers_;
};

} // namespace

std::vector<OpenedAnswer> answers_in_words(const Form& form, const boost::json::object& data)
{
    Reader reader(form);
    reader.read(form.body, data, "/" + form.instance.name, {});
    return reader.take();
}

} // namespace balieblik::usecases
