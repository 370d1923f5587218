// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "formats/json.hpp"
#include "words/catalogue.hpp"

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

// Batches of the commands: JSON Lines in, one {"id","result"} per line out, in order (design.md
// section 7).

namespace inspectord {

namespace reason {

inline constexpr Reason batch_not_json{"batch_not_json", RefusalKind::malformed};  ///< column, why
inline constexpr Reason batch_not_an_object{"batch_not_an_object", RefusalKind::malformed};
inline constexpr Reason batch_missing_member{"batch_missing_member"};  ///< member
inline constexpr Reason batch_not_text{"batch_not_text"};              ///< member
inline constexpr Reason batch_not_texts{"batch_not_texts"};            ///< member
inline constexpr Reason batch_not_count{"batch_not_count"};            ///< member, most

}  // namespace reason

/// The most results that one line may ask for.
inline constexpr std::int64_t most_batch_results = 1'000'000;

/// Members of a line that must be there.
Result<std::string> text_member(const JsonValue& line, std::string_view member);
/// 0 to most_batch_results.
Result<std::int64_t> count_member(const JsonValue& line, std::string_view member);
/// An array of strings; empty where the member is missing.
Result<std::vector<std::string>> texts_member(const JsonValue& line, std::string_view member);

/// What one line comes to.
using LineWork = std::function<Result<JsonValue>(const JsonValue& line)>;
/// The words of a refusal, in one line.
using RefusalWords = std::function<std::string(Language, const Refusal&)>;

/// Answers line by line. A line that is bad gets its id (or null) and "invalid: why", and the run
/// goes on.
void answer_lines(std::istream& in, std::ostream& out, Language, const RefusalWords&,
                  const LineWork&);

}  // namespace inspectord
