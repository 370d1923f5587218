// SPDX-License-Identifier: Apache-2.0
#include "formats/field_reader.hpp"

#include "formats/utf8.hpp"

#include <set>

namespace inspectord {

std::optional<Spot> ObjectReader::find(std::string_view name, Need need) {
  known_.push_back(name);
  if (const auto* value = at_.value().find(name)) return at_.member(known_.back(), *value);
  if (need == Need::required)
    decoder_.report(at_, reason::decode_missing_key, {{"key", std::string{name}}});
  return std::nullopt;
}

bool ObjectReader::check_format(std::string_view format) {
  if (const auto schema = find("$schema", Need::optional)) read_text(decoder_, *schema);
  known_.push_back("format");
  const auto& members = *at_.value().if_object();
  const auto place = std::ranges::find(members, "format", &JsonMember::key);
  const Arguments expected{{"expected", std::string{format}}};
  if (place == members.end()) {
    decoder_.report(at_, reason::decode_format_missing, expected);
    return true;
  }
  const auto at = at_.member("format", place->value);
  const auto* found = place->value.if_string();
  if (!found || *found != format) {
    decoder_.report(at, reason::decode_format_unknown,
                    {{"found", shown(place->value)}, {"expected", std::string{format}}});
    return false;
  }
  const auto first =
      std::ranges::find_if(members, [](const auto& m) { return m.key != "$schema"; });
  if (first != place) decoder_.report(at, reason::decode_format_not_first, expected);
  return true;
}

void ObjectReader::refuse_other_keys() {
  std::string known;
  for (const auto name : known_) known.append(known.empty() ? "" : ", ").append(name);
  for (const auto& [key, value, place] : *at_.value().if_object()) {
    if (std::ranges::find(known_, key) != known_.end()) continue;
    DecodeError error{place,
                      pointer_to(at_.pointer(), key),
                      reason::decode_unknown_key,
                      {{"found", shortened(key, 60)}, {"known", known}}};
    decoder_.report_unknown(std::move(error), reason::decode_unknown_key_near, key, known_);
  }
}

void report_no_object(Decoder& decoder, const Spot& at) {
  if (at.value().is_null()) return decoder.report(at, reason::decode_null);
  decoder.report(at, reason::decode_expected_object, {{"found", shown(at.value())}});
}

const JsonArray* read_list(Decoder& decoder, const Spot& at) {
  const auto* array = at.value().if_array();
  if (array) return array;
  if (at.value().is_null()) {
    decoder.report(at, reason::decode_null);
  } else {
    decoder.report(at, reason::decode_expected_list, {{"found", shown(at.value())}});
  }
  return nullptr;
}

void read_filled_text(Decoder& decoder, const Spot& at, std::string& out) {
  const auto* text = read_text(decoder, at);
  if (!text) return;
  if (text->empty()) return decoder.report(at, reason::decode_empty_text);
  out = *text;
}

void read_reference(Decoder& decoder, const Spot& at, Ref ref, Need need, std::string& out) {
  const auto* text = read_text(decoder, at);
  if (!text) return;
  out = *text;
  if (!text->empty()) return decoder.refer(ref, *text, at);
  if (need == Need::required) decoder.report(at, reason::decode_empty_text);
}

namespace {

void read_each(Decoder& decoder, const Spot& at, std::vector<std::string>& out, auto read_entry) {
  const auto* array = read_list(decoder, at);
  if (!array) return;
  for (std::size_t i = 0; i < array->size(); ++i)
    read_entry(at.entry(i, (*array)[i]), out.emplace_back());
}

}  // namespace

void read_filled_list(Decoder& decoder, const Spot& at, std::vector<std::string>& out) {
  read_each(decoder, at, out,
            [&](const Spot& entry, std::string& text) { read_filled_text(decoder, entry, text); });
}

void read_references(Decoder& decoder, const Spot& at, Ref ref, std::vector<std::string>& out) {
  std::set<std::string_view> seen;
  read_each(decoder, at, out, [&](const Spot& entry, std::string& key) {
    const auto* text = entry.value().if_string();
    if (text && !seen.insert(*text).second) {
      return decoder.report(entry, reason::decode_named_twice, {{"found", shortened(*text, 60)}});
    }
    read_reference(decoder, entry, ref, Need::required, key);
  });
}

void read_pointers(Decoder& decoder, const Spot& at, PointsTo to, std::vector<std::string>& out) {
  read_each(decoder, at, out,
            [&](const Spot& entry, std::string& text) { read_pointer(decoder, entry, to, text); });
}

}  // namespace inspectord
