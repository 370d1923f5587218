// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/phrases/phrase.hpp"
#include "calendar/phrases/tokens.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace inspectord {

/// What the readers of phrases look at. Text and tokens outlive it.
struct PhraseText {
  std::string_view text;
  const Tokens& tokens;
  std::optional<int> context_year{};  ///< The year of the paper, where the caller states it.

  /// The bytes of tokens [from, to).
  std::string between(std::size_t from, std::size_t to) const {
    if (from >= to) return {};
    return std::string{text.substr(tokens[from].begin, tokens[to - 1].end - tokens[from].begin)};
  }
};

/// A phrase that was found, and the token after it.
struct FoundPhrase {
  Phrase phrase;
  std::size_t end = 0;
};

/// The phrase on tokens [from, end). Requires: from < end.
inline FoundPhrase found_on(const PhraseText& page, std::size_t from, std::size_t end,
                            Phrase phrase) {
  phrase.begin = page.tokens[from].begin;
  phrase.end = page.tokens[end - 1].end;
  return {std::move(phrase), end};
}

}  // namespace inspectord
