// SPDX-License-Identifier: EUPL-1.2
// A wave's own norm in the words of forms and scorer. The wave has one value for its channel; what else a questionnaire
// asks of a norm (a receipt, a call-back, the calendar) comes with its files.
#pragma once

#include "base/result.hpp"
#include "model/place.hpp"
#include "scoring/norm.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace balieblik::scoring {

// The set that stands for the wave's own norm, as a record names it.
inline constexpr std::string_view wave_norm_set = "wave";

// As norm rows name a channel: "counter", "phone", "mail".
std::string_view channel_word(Channel channel);
std::optional<Channel> channel_named(std::string_view word);

// The rows that the wave's norm amounts to, and the usual ones beside it: a receipt after one working day, a call-back
// after a day. Unit: seconds, or working days for messages.
std::vector<NormRow> rows_of(const balieblik::Norm& wave_norm);
std::string_view unit_of(const NormRow& row);

// The norm that judges a record: the wave's rows with the holidays of the questionnaire's calendar (empty: it has
// none). Refusal: malformed, for a calendar that cannot be read.
Result<Norm> scorers_norm(const balieblik::Norm& wave_norm, std::string_view holidays_csv);

} // namespace balieblik::scoring
