// SPDX-License-Identifier: Apache-2.0
// Any bytes into the reader of phrases: a clear refusal or phrases that hold what phrase.hpp says.
// Seeds: tests/fuzz/corpus/phrases. As a libFuzzer target, and replayed in the test run.
#include "calendar/days_off.hpp"
#include "calendar/phrases/explained.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace inspectord {
namespace {

void require(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "fuzz/phrases: broken: %s\n", law);
  std::abort();
}

bool begins_code_point(std::string_view text, std::size_t offset) {
  return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

void require_moment(const Moment& moment) {
  require(moment.date || moment.time, "a moment has a day or an hour");
  if (moment.date && moment.date->full()) require(moment.date->full()->ok(), "a day exists");
  if (moment.time)
    require(moment.time->count() >= 0 && moment.time->count() <= 24 * 60, "an hour is in its day");
}

void require_laws(std::string_view text, const std::vector<ExplainedPhrase>& phrases) {
  std::size_t last_end = 0;
  for (const auto& [raw, phrase, derived, derivation] : phrases) {
    require(last_end <= phrase.begin && phrase.begin < phrase.end && phrase.end <= text.size(),
            "phrases follow one another inside the text");
    require(raw == text.substr(phrase.begin, phrase.end - phrase.begin), "raw is the text's bytes");
    require(begins_code_point(text, phrase.begin) && begins_code_point(text, phrase.end),
            "no letter is cut");
    for (const auto& span : phrase.dates) {
      require_moment(span.first);
      if (span.last) require_moment(*span.last);
      if (span.last) require(span.first <= *span.last, "a range does not run backwards");
    }
    require(!derivation.empty(), "a phrase shows how it was read");
    last_end = phrase.end;
  }
}

}  // namespace
}  // namespace inspectord

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace inspectord;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  for (const std::optional<int> year : {std::optional<int>{}, std::optional<int>{2024}}) {
    const auto phrases = explain_phrases(text, year, DaysOff::vietnam());
    if (phrases) require_laws(text, *phrases);
  }
  return 0;
}
