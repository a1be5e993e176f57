// SPDX-License-Identifier: EUPL-1.2
// The words of files for people, Dutch and English, by key.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace balieblik::exports {

class Words {
public:
    explicit Words(bool dutch) : dutch_(dutch) {}
    // The key itself if there is no word for it.
    std::string operator()(const std::string& key) const { return (*this)(key, key); }
    std::string operator()(const std::string& key, const std::string& otherwise) const;
    // What follows `prefix` in the keys that begin with it and have no further part.
    static std::vector<std::string> below(std::string_view prefix);

private:
    bool dutch_;
};

} // namespace balieblik::exports
