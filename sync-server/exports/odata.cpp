// SPDX-License-Identifier: EUPL-1.2
#include "exports/odata.hpp"

#include "exports/odata_model.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace balieblik::exports {
namespace {

constexpr std::int64_t page_size = 1000;

enum class Detail { none, minimal, full }; // of the control information (odata.metadata=...)

// Everything that a query may hold, read once.
struct Options {
    std::vector<std::string> select;
    std::optional<RowFilter> filter;
    std::vector<RowOrder> order;
    std::optional<std::int64_t> top;
    std::optional<std::int64_t> skip;
    std::optional<std::int64_t> token; // where the page before ended: a row's number, or its place in the order
    bool count = false;
    std::string carried; // options that the next page keeps
};

Result<std::int64_t> whole(const std::string& name, std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || problem != std::errc{} || end != text.data() + text.size() || number < 0)
        return Error{Errc::malformed, name + ": a whole number is wanted"};
    return number;
}

std::string escaped(std::string_view text)
{
    std::string made;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 ||
            std::string_view("-_.~$,").find(c) != std::string_view::npos) {
            made += c;
            continue;
        }
        char code[4];
        std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
        made += code;
    }
    return made;
}

Result<std::vector<std::string>> read_select(std::string_view text, const ODataSet& set)
{
    std::vector<std::string> made;
    bool all = false;
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find(',', from), text.size());
        auto one = std::string(text.substr(from, end - from));
        std::erase(one, ' ');
        all = all || one == "*";
        if (one != "*" && !set.property(one))
            return Error{Errc::malformed, "$select: " + one};
        if (one != "*" && std::find(made.begin(), made.end(), one) == made.end())
            made.push_back(one);
        from = end + 1;
    }
    return all ? std::vector<std::string>{} : made;
}

Result<boost::json::value> key_value(const ODataProperty& property, std::string_view text)
{
    if (property.kind() == ODataKind::number) {
        BALIEBLIK_TRY(number, whole(std::string(property.name), text));
        return boost::json::value(number);
    }
    const Error refusal{Errc::malformed, std::string(property.name) + ": a text in quotes is wanted"};
    if (text.size() < 2 || !text.starts_with('\'') || !text.ends_with('\''))
        return refusal;
    text = text.substr(1, text.size() - 2);
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\'' && (++i == text.size() || text[i] != '\''))
            return refusal; // a quote within the text is written twice
        made += text[i];
    }
    return boost::json::value(made);
}

// The content type's own option, from $format or, without it, from Accept.
Result<Detail> read_detail(std::string_view format, std::string_view accept)
{
    auto asked = format.empty() ? accept : format;
    if (format.empty() && asked.find("application/json") == std::string_view::npos) {
        if (asked.empty() || asked.find("*/*") != std::string_view::npos ||
            asked.find("application/*") != std::string_view::npos)
            return Detail::minimal;
        return Error{Errc::query_invalid, "Accept"};
    }
    if (!format.empty() && format != "json" && !format.starts_with("application/json"))
        return Error{Errc::query_invalid, "$format"};
    if (asked.find("metadata=full") != std::string_view::npos)
        return Detail::full;
    return asked.find("metadata=none") != std::string_view::npos ? Detail::none : Detail::minimal;
}

class Service {
public:
    Service(const Exported& release, const std::vector<ReleasePlace>& places, const ODataRequest& request)
        : release_(release), places_(places), request_(request), words_(request.language == "nl")
    {
    }

    Result<ODataReply> run()
    {
        if (!request_.max_version.empty() && request_.max_version != "4.0" && request_.max_version != "4.01")
            return Error{Errc::malformed, "OData-MaxVersion: this service speaks 4.0"};
        BALIEBLIK_CHECK(sort_options());
        if (request_.path == "$metadata")
            return ODataReply{200, "application/xml", odata_metadata()};
        BALIEBLIK_TRY(detail, read_detail(option("$format").value_or(""), request_.accept));
        detail_ = detail;
        if (request_.path.empty())
            return json_reply(odata_service_document(request_.base, detail_ != Detail::none));
        return resource();
    }

private:
    // Gets a row and its number; false: no more are wanted.
    using EachRow = std::function<bool(const ODataRow&, std::int64_t)>;

    std::optional<std::string> option(std::string_view name) const
    {
        const auto found = options_.find(name);
        return found == options_.end() ? std::nullopt : std::optional(found->second);
    }

    // Names that begin with $ belong to the standard; what else stands in an address is no business of this service.
    Result<void> sort_options()
    {
        static const std::set<std::string_view> ours{"$select", "$filter", "$orderby",   "$top",
                                                     "$skip",   "$count",  "$skiptoken", "$format"};
        static const std::set<std::string_view> standard{"$expand",     "$search", "$apply", "$compute",      "$levels",
                                                         "$deltatoken", "$id",     "$index", "$schemaversion"};
        for (const auto& [name, value] : request_.options) {
            if (!name.starts_with('$'))
                continue;
            if (standard.contains(name))
                return Error{Errc::query_invalid, name};
            if (!ours.contains(name))
                return Error{Errc::malformed, name};
            if (!options_.emplace(name, value).second)
                return Error{Errc::malformed, name + ": once only"};
        }
        return {};
    }

    Result<ODataReply> resource()
    {
        const auto slash = std::min(request_.path.find('/'), request_.path.size());
        const auto head = std::string_view(request_.path).substr(0, slash);
        const auto tail = std::string_view(request_.path).substr(std::min(slash + 1, request_.path.size()));
        const auto open = std::min(head.find('('), head.size());
        for (const auto& set : odata_sets()) {
            if (head.substr(0, open) != set.name)
                continue;
            if (set.name == "Analyses") {
                BALIEBLIK_TRY(analyses, analysis_figures(release_));
                analyses_ = std::move(analyses);
            }
            if (open < head.size())
                return entity(set, head.substr(open), tail);
            if (slash == request_.path.size() && !request_.path.ends_with('/'))
                return collection(set);
            if (tail == "$count")
                return count(set);
        }
        return Error{Errc::not_found, request_.path};
    }

    // From the row with this number on.
    Result<void> rows(const ODataSet& set, std::int64_t from, const EachRow& each) const
    {
        if (set.name == "Places") {
            for (auto no = from; no < std::ssize(places_); ++no)
                if (!each(place_row(places_[static_cast<std::size_t>(no)]), no))
                    break;
            return {};
        }
        if (set.name == "Analyses") {
            for (auto no = from; no < std::ssize(analyses_); ++no)
                if (!each(analysis_row(release_, analyses_[static_cast<std::size_t>(no)], no, words_), no))
                    break;
            return {};
        }
        for (auto no = from;;) {
            BALIEBLIK_TRY(cells, release_.part(no, cells_at_once));
            for (const auto& cell : cells)
                if (!each(figure_row(release_, cell, no), no))
                    return {};
                else
                    ++no;
            if (std::ssize(cells) < cells_at_once)
                return {};
        }
    }

    Result<Options> read_options(const ODataSet& set) const
    {
        Options made;
        if (const auto select = option("$select")) {
            BALIEBLIK_TRY(names, read_select(*select, set));
            made.select = names;
        }
        if (const auto text = option("$filter")) {
            BALIEBLIK_TRY(filter, parse_filter(*text, set.properties));
            made.filter = filter;
        }
        if (const auto text = option("$orderby")) {
            BALIEBLIK_TRY(order, parse_order(*text, set.properties));
            made.order = order;
        }
        for (const auto& [name, to] :
             {std::pair{"$top", &made.top}, std::pair{"$skip", &made.skip}, std::pair{"$skiptoken", &made.token}})
            if (const auto text = option(name)) {
                BALIEBLIK_TRY(number, whole(name, *text));
                *to = number;
            }
        if (const auto count = option("$count")) {
            if (*count != "true" && *count != "false")
                return Error{Errc::malformed, "$count: true or false is wanted"};
            made.count = *count == "true";
        }
        for (const auto& [name, value] : request_.options)
            if (name != "$skip" && name != "$top" && name != "$skiptoken")
                made.carried += "&" + escaped(name) + "=" + escaped(value);
        return made;
    }

    struct Page {
        boost::json::array values;
        std::optional<std::int64_t> next; // where the following page begins
        std::int64_t passed = 0;          // of all pages, where that was asked for
    };

    Result<ODataReply> collection(const ODataSet& set) const
    {
        BALIEBLIK_TRY(options, read_options(set));
        const auto most = std::clamp<std::int64_t>(request_.page.value_or(page_size), 1, page_size);
        const auto wanted = std::min(options.top.value_or(most), most);
        BALIEBLIK_TRY(page, options.order.empty() ? as_stored(set, options, wanted) : sorted(set, options, wanted));
        if (options.count && options.order.empty()) {
            BALIEBLIK_TRY(passed, how_many(set, options));
            page.passed = passed;
        }
        return reply_of(set, options, std::move(page), most);
    }

    // The page after this one begins at a row, so that reading all pages reads every row once.
    Result<Page> as_stored(const ODataSet& set, const Options& options, std::int64_t wanted) const
    {
        Page page;
        auto left_out = options.token ? 0 : options.skip.value_or(0);
        auto from = options.token.value_or(0);
        if (!options.filter)
            from += std::exchange(left_out, 0);
        BALIEBLIK_CHECK(rows(set, from, [&](const ODataRow& row, std::int64_t no) {
            if (options.filter && !(*options.filter)(row))
                return true;
            if (left_out-- > 0)
                return true;
            if (std::ssize(page.values) == wanted) {
                page.next = no;
                return false;
            }
            page.values.push_back(shown(set, row, options));
            return true;
        }));
        return page;
    }

    Result<std::int64_t> how_many(const ODataSet& set, const Options& options) const
    {
        if (!options.filter)
            return set.name == "Places"     ? std::ssize(places_)
                   : set.name == "Analyses" ? std::ssize(analyses_)
                                            : release_.view.release.cells_shown + release_.view.release.cells_hidden;
        std::int64_t passed = 0;
        BALIEBLIK_CHECK(rows(set, 0, [&](const ODataRow& row, std::int64_t) {
            passed += (*options.filter)(row) ? 1 : 0;
            return true;
        }));
        return passed;
    }

    // Only what rows are sorted by is kept of each, and then those of the page are read again.
    Result<Page> sorted(const ODataSet& set, const Options& options, std::int64_t wanted) const
    {
        BALIEBLIK_TRY(order, ordered(set, options));
        Page page;
        page.passed = std::ssize(order);
        const auto from = options.token ? *options.token : options.skip.value_or(0);
        std::map<std::int64_t, std::int64_t> place_of; // on the page, by number of the row
        for (auto at = from; at < page.passed && at - from < wanted; ++at)
            place_of[order[static_cast<std::size_t>(at)]] = at - from;
        if (from + std::ssize(place_of) < page.passed)
            page.next = from + std::ssize(place_of);
        page.values.resize(place_of.size());
        auto left = std::ssize(place_of);
        if (left > 0)
            BALIEBLIK_CHECK(rows(set, place_of.begin()->first, [&](const ODataRow& row, std::int64_t no) {
                if (const auto here = place_of.find(no); here != place_of.end()) {
                    page.values[static_cast<std::size_t>(here->second)] = shown(set, row, options);
                    --left;
                }
                return left > 0;
            }));
        return page;
    }

    Result<std::vector<std::int64_t>> ordered(const ODataSet& set, const Options& options) const
    {
        struct Key {
            std::vector<boost::json::value> values;
            std::int64_t at;
        };
        std::vector<Key> keys;
        BALIEBLIK_CHECK(rows(set, 0, [&](const ODataRow& row, std::int64_t no) {
            if (options.filter && !(*options.filter)(row))
                return true;
            Key key{{}, no};
            for (const auto& one : options.order)
                key.values.push_back(one.value(row));
            keys.push_back(std::move(key));
            return true;
        }));
        std::stable_sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
            for (std::size_t i = 0; i < options.order.size(); ++i) {
                const auto& x = options.order[i].descending ? b.values[i] : a.values[i];
                const auto& y = options.order[i].descending ? a.values[i] : b.values[i];
                if (comes_before(x, y))
                    return true;
                if (comes_before(y, x))
                    return false;
            }
            return false;
        });
        std::vector<std::int64_t> made;
        for (const auto& key : keys)
            made.push_back(key.at);
        return made;
    }

    ODataReply reply_of(const ODataSet& set, const Options& options, Page page, std::int64_t most) const
    {
        boost::json::object reply;
        if (detail_ != Detail::none) {
            std::string context = request_.base + "$metadata#" + std::string(set.name);
            for (const auto& name : options.select)
                context += (&name == &options.select.front() ? '(' : ',') + name;
            reply["@odata.context"] = context + (options.select.empty() ? "" : ")");
        }
        if (options.count)
            reply["@odata.count"] = page.passed;
        const auto got = std::ssize(page.values);
        reply["value"] = std::move(page.values);
        if (page.next && (!options.top || *options.top > got)) {
            auto link =
                request_.base + std::string(set.name) + "?$skiptoken=" + std::to_string(*page.next) + options.carried;
            if (options.top)
                link += "&$top=" + std::to_string(*options.top - got);
            reply["@odata.nextLink"] = link;
        }
        auto made = json_reply(json::print(reply));
        if (request_.page)
            made.headers.emplace_back("Preference-Applied", "odata.maxpagesize=" + std::to_string(most));
        return made;
    }

    Result<ODataReply> count(const ODataSet& set) const
    {
        BALIEBLIK_TRY(options, read_options(set));
        BALIEBLIK_TRY(passed, how_many(set, options));
        return ODataReply{200, "text/plain", std::to_string(passed)};
    }

    // "(12)", "(No=12)", "('GM0177')": the same row whichever way it is asked for.
    Result<ODataReply> entity(const ODataSet& set, std::string_view key, std::string_view property) const
    {
        if (key.size() < 3 || !key.ends_with(')'))
            return Error{Errc::malformed, std::string(key)};
        key = key.substr(1, key.size() - 2);
        const auto named = std::string(set.key) + "=";
        if (key.starts_with(named))
            key.remove_prefix(named.size());
        BALIEBLIK_TRY(wanted, key_value(*set.property(set.key), key));
        std::optional<ODataRow> found;
        const auto from = wanted.is_int64() ? wanted.get_int64() : 0; // figures are numbered as they are stored
        BALIEBLIK_CHECK(rows(set, from, [&](const ODataRow& row, std::int64_t) {
            if (row.at(set.key) == wanted)
                found = row;
            return !found && !wanted.is_int64();
        }));
        if (!found)
            return Error{Errc::not_found, request_.path};
        if (!property.empty())
            return value_of(set, *found, property);
        Options options;
        if (const auto select = option("$select")) {
            BALIEBLIK_TRY(names, read_select(*select, set));
            options.select = names;
        }
        boost::json::object reply;
        if (detail_ != Detail::none) {
            std::string context = request_.base + "$metadata#" + std::string(set.name);
            for (const auto& name : options.select)
                context += (&name == &options.select.front() ? '(' : ',') + name;
            reply["@odata.context"] = context + (options.select.empty() ? "" : ")") + "/$entity";
        }
        for (const auto& [name, value] : shown(set, *found, options))
            reply[name] = value;
        return json_reply(json::print(reply));
    }

    // "Mean" as JSON, "Mean/$value" as text; without content where it is null.
    Result<ODataReply> value_of(const ODataSet& set, const ODataRow& row, std::string_view path) const
    {
        const bool raw = path.ends_with("/$value");
        const auto name = path.substr(0, path.size() - (raw ? 7 : 0));
        if (!set.property(name))
            return Error{Errc::not_found, request_.path};
        const auto& value = row.at(name);
        if (value.is_null())
            return ODataReply{204, {}, {}};
        if (raw)
            return ODataReply{200, "text/plain; charset=utf-8",
                              value.is_string() ? std::string(value.get_string()) : json::print(value)};
        boost::json::object reply;
        if (detail_ != Detail::none)
            reply["@odata.context"] = request_.base + "$metadata#" + address(set, row) + "/" + std::string(name);
        reply["value"] = value;
        return json_reply(json::print(reply));
    }

    static std::string address(const ODataSet& set, const ODataRow& row)
    {
        const auto& key = row.at(set.key);
        std::string text = key.is_string() ? "'" : json::print(key);
        if (key.is_string())
            for (const char c : key.get_string())
                text += c == '\'' ? "''" : escaped(std::string_view(&c, 1));
        return std::string(set.name) + "(" + text + (key.is_string() ? "')" : ")");
    }

    boost::json::object shown(const ODataSet& set, const ODataRow& row, const Options& options) const
    {
        boost::json::object made;
        if (detail_ == Detail::full) {
            made["@odata.type"] = "#Balieblik." + std::string(set.entity);
            made["@odata.id"] = request_.base + address(set, row);
        }
        const auto put = [&](const ODataProperty& property) {
            if (detail_ == Detail::full && property.type == "Edm.Int32")
                made[std::string(property.name) + "@odata.type"] = "#Int32";
            made[property.name] = row.at(property.name);
        };
        if (options.select.empty())
            std::for_each(set.properties.begin(), set.properties.end(), put);
        for (const auto& name : options.select)
            put(*set.property(name));
        return made;
    }

    ODataReply json_reply(std::string body) const
    {
        const auto* detail = detail_ == Detail::none ? "none" : detail_ == Detail::full ? "full" : "minimal";
        return {200, std::string("application/json;odata.metadata=") + detail, std::move(body)};
    }

    const Exported& release_;
    const std::vector<ReleasePlace>& places_;
    const ODataRequest& request_;
    const Words words_;
    std::vector<usecases::AnalysisFigure> analyses_; // read when they are asked for
    std::map<std::string, std::string, std::less<>> options_;
    Detail detail_ = Detail::minimal;
};

void add_version(ODataReply& reply) { reply.headers.emplace_back("OData-Version", "4.0"); }

} // namespace

Result<ODataReply> odata(const Exported& release, const std::vector<ReleasePlace>& places, const ODataRequest& request)
{
    auto made = Service(release, places, request).run();
    if (made) {
        add_version(*made);
        return made;
    }
    const auto& error = made.error();
    switch (error.code) {
    case Errc::malformed:
        return odata_error(400, error, request.language);
    case Errc::not_found:
        return odata_error(404, error, request.language);
    case Errc::query_invalid:
        return odata_error(error.detail == "Accept" ? 406 : 501, error, request.language);
    default:
        return error;
    }
}

ODataReply odata_error(int status, const Error& error, std::string_view language)
{
    const boost::json::object body{
        {"error", {{"code", name(error.code)}, {"message", sentence(error, language)}, {"target", error.detail}}}};
    ODataReply made{status, "application/json;odata.metadata=minimal", json::print(body)};
    add_version(made);
    return made;
}

std::optional<std::int64_t> preferred_page(std::string_view prefer)
{
    constexpr std::string_view name = "maxpagesize=";
    const auto at = prefer.find(name);
    if (at == std::string_view::npos)
        return std::nullopt;
    std::int64_t size = 0;
    const auto* from = prefer.data() + at + name.size();
    const auto [end, problem] = std::from_chars(from, prefer.data() + prefer.size(), size);
    return problem == std::errc{} && size > 0 ? std::optional(size) : std::nullopt;
}

} // namespace balieblik::exports
