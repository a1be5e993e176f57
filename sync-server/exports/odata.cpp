// SPDX-License-Identifier: EUPL-1.2
#include "exports/odata.hpp"

#include "exports/odata_query.hpp"

#include <algorithm>
#include <utility>

namespace balieblik::exports {
namespace {

constexpr std::int64_t page_size = 1000;

class Service {
public:
    Service(const Exported& release, const std::vector<ReleasePlace>& places, const ODataRequest& request,
            const ODataQuery& query)
        : release_(release), places_(places), request_(request), query_(query), words_(request.language == "nl"),
          meanings_(release.view.release, words_)
    {
    }

    Result<ODataReply> run()
    {
        if (request_.path == "$metadata")
            return ODataReply{200, "application/xml", odata_metadata()};
        BALIEBLIK_TRY(detail, query_.detail(request_.accept));
        detail_ = detail;
        if (request_.path.empty())
            return json_reply(odata_service_document(request_.base, detail_ != Detail::none));
        return resource();
    }

private:
    // Gets a row and its number; false: no more are wanted.
    using EachRow = std::function<bool(const ODataRow&, std::int64_t)>;
    using Detail = ODataDetail;
    using Options = ODataOptions;

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
                if (!each(figure_row(release_, cell, no, meanings_), no))
                    return {};
                else
                    ++no;
            if (std::ssize(cells) < cells_at_once)
                return {};
        }
    }

    struct Page {
        boost::json::array values;
        std::optional<std::int64_t> next; // where the following page begins
        std::int64_t passed = 0;          // of all pages, where that was asked for
    };

    Result<ODataReply> collection(const ODataSet& set) const
    {
        BALIEBLIK_TRY(options, query_.options_of(set));
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

    std::string context(const ODataSet& set, const Options& options) const
    {
        std::string made = request_.base + "$metadata#" + std::string(set.name);
        for (const auto& name : options.select)
            made += (&name == &options.select.front() ? '(' : ',') + name;
        return made + (options.select.empty() ? "" : ")");
    }

    ODataReply reply_of(const ODataSet& set, const Options& options, Page page, std::int64_t most) const
    {
        boost::json::object reply;
        if (detail_ != Detail::none)
            reply["@odata.context"] = context(set, options);
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
        BALIEBLIK_TRY(options, query_.options_of(set));
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
        BALIEBLIK_TRY(wanted, odata_key(*set.property(set.key), key));
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
        BALIEBLIK_TRY(select, query_.select_of(set));
        options.select = std::move(select);
        boost::json::object reply;
        if (detail_ != Detail::none)
            reply["@odata.context"] = context(set, options) + "/$entity";
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
                text += c == '\'' ? "''" : odata_escaped(std::string_view(&c, 1));
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
    const ODataQuery& query_;
    const Words words_;
    const FigureMeanings meanings_;
    std::vector<usecases::AnalysisFigure> analyses_; // read when they are asked for
    Detail detail_ = Detail::minimal;
};

void add_version(ODataReply& reply) { reply.headers.emplace_back("OData-Version", "4.0"); }

} // namespace

Result<ODataReply> odata(const Exported& release, const std::vector<ReleasePlace>& places, const ODataRequest& request)
{
    auto made = [&]() -> Result<ODataReply> {
        BALIEBLIK_TRY(query, ODataQuery::read(request));
        return Service(release, places, request, query).run();
    }();
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

} // namespace balieblik::exports
