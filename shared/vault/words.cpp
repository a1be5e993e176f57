// SPDX-License-Identifier: EUPL-1.2
#include "vault/words.hpp"

#include <algorithm>

namespace balieblik::vault {
namespace {

// Their order is fixed: another order would give the same key other words.
constexpr std::string_view words[] = {
    "alarm",   "album",   "amber",  "arm",     "atlas",   "auto",    "baby",    "ballet",  "band",    "bank",
    "bar",     "baron",   "bed",    "beer",    "bison",   "bond",    "bonus",   "boom",    "boot",    "brand",
    "budget",  "buffer",  "bus",    "cactus",  "camera",  "campus",  "canvas",  "caravan", "cargo",   "casino",
    "cello",   "cement",  "chef",   "circus",  "club",    "cobra",   "cockpit", "contact", "cover",   "cursor",
    "dam",     "deck",    "delta",  "disco",   "dollar",  "drama",   "drone",   "drop",    "duo",     "echo",
    "element", "event",   "export", "extra",   "fan",     "film",    "filter",  "finale",  "fitness", "flat",
    "fort",    "forum",   "fruit",  "gala",    "garage",  "gas",     "gel",     "goal",    "golf",    "gong",
    "gorilla", "hamster", "hand",   "harp",    "hectare", "helm",    "hint",    "hit",     "hobby",   "hockey",
    "hotel",   "humor",   "import", "index",   "insect",  "jam",     "jazz",    "jeep",    "jockey",  "joker",
    "judo",    "jungle",  "jury",   "karate",  "karma",   "ketchup", "kilo",    "kiosk",   "kit",     "kiwi",
    "koala",   "lamp",    "land",   "laser",   "lava",    "lens",    "lift",    "link",    "liter",   "locker",
    "loft",    "logo",    "lotus",  "lunch",   "magma",   "mango",   "map",     "marine",  "marker",  "matrix",
    "meteor",  "meter",   "metro",  "mini",    "mint",    "mist",    "mix",     "model",   "moment",  "monitor",
    "monster", "motel",   "motor",  "motto",   "museum",  "musical", "nest",    "net",     "open",    "opera",
    "otter",   "oven",    "palm",   "panda",   "park",    "parka",   "partner", "pen",     "piano",   "pink",
    "pizza",   "plan",    "plant",  "plasma",  "plastic", "plus",    "poker",   "polo",    "pony",    "port",
    "post",    "poster",  "pot",    "printer", "prisma",  "project", "proton",  "puck",    "pudding", "punch",
    "quiz",    "race",    "radar",  "radio",   "ring",    "robot",   "rock",    "roman",   "rugby",   "safari",
    "salon",   "salsa",   "sauna",  "scanner", "scooter", "score",   "sector",  "sensor",  "serum",   "service",
    "shop",    "show",    "silo",   "ski",     "slogan",  "snack",   "soda",    "sofa",    "solo",    "sonar",
    "spin",    "sport",   "spot",   "spring",  "sprint",  "start",   "status",  "step",    "stereo",  "stop",
    "storm",   "student", "studio", "surf",    "talent",  "tango",   "tank",    "taxi",    "team",    "tempo",
    "tennis",  "tent",    "test",   "timer",   "toast",   "tonic",   "torso",   "tractor", "tram",    "trend",
    "trio",    "tuba",    "tunnel", "turbine", "uniform", "vacuum",  "veto",    "video",   "villa",   "visa",
    "volt",    "wagon",   "warm",   "water",   "weekend", "west",    "wild",    "wind",    "winter",  "wolf",
    "wonder",  "yoga",    "zebra",  "zigzag",  "zone",    "zoom",
};
static_assert(std::size(words) == 256);

} // namespace

std::array<std::string_view, 6> words_of(const Sha256& fingerprint)
{
    std::array<std::string_view, 6> made;
    std::transform(fingerprint.begin(), fingerprint.begin() + 6, made.begin(), [](auto byte) { return words[byte]; });
    return made;
}

std::string words_text(const Sha256& fingerprint)
{
    std::string text;
    for (const auto word : words_of(fingerprint))
        text.append(text.empty() ? "" : "-").append(word);
    return text;
}

std::span<const std::string_view> word_list() { return words; }

} // namespace balieblik::vault
