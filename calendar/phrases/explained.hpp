// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/derive.hpp"
#include "calendar/phrases/reader.hpp"

namespace inspectord {

/// A phrase with the days that its rule leads to and the whole way there.
struct ExplainedPhrase {
  std::string raw;  ///< The bytes of the text.
  Phrase phrase;    ///< Of a limit that counts from a known day, `dates` is the day it leads to.
  std::optional<DerivedDue> derived{};
  std::vector<DerivationStep> derivation{};  ///< Never empty; how it was read comes first.
};

/// Reads a text (read_phrases) and derives what follows from each phrase. Pure; the same refusals.
Result<std::vector<ExplainedPhrase>> explain_phrases(std::string_view text,
                                                     std::optional<int> context_year,
                                                     const DaysOff&);

}  // namespace inspectord
