// SPDX-License-Identifier: Apache-2.0
#include "formats/decoder.hpp"

#include "core/nearest_name.hpp"
#include "formats/decode_reasons.hpp"
#include "formats/json_reasons.hpp"
#include "formats/utf8.hpp"

#include <algorithm>
#include <set>

namespace inspectord {
namespace {

bool share_keys(KeySpace a, KeySpace b) {
  const auto family = [](KeySpace space) {
    if (space == KeySpace::group) return KeySpace::agency;
    if (space == KeySpace::recurring_duty) return KeySpace::duty;
    return space;
  };
  return family(a) == family(b);
}

bool names(Ref ref, KeySpace space) {
  switch (ref) {
    case Ref::agency:
      return space == KeySpace::agency;
    case Ref::group:
      return space == KeySpace::group;
    case Ref::party:
      return space == KeySpace::agency || space == KeySpace::group;
    case Ref::content:
      return space == KeySpace::content;
    case Ref::team:
      return space == KeySpace::team;
    case Ref::attachment:
      return space == KeySpace::attachment;
    case Ref::outline:
      return space == KeySpace::outline;
    case Ref::duty:
      return space == KeySpace::duty || space == KeySpace::recurring_duty;
    case Ref::link:
      return names(Ref::duty, space) || space == KeySpace::outline || space == KeySpace::attachment;
  }
  return false;
}

const reason::ReferenceReasons& reasons_of(Ref ref) {
  switch (ref) {
    case Ref::agency:
      return reason::decode_unknown_agency;
    case Ref::group:
      return reason::decode_unknown_group;
    case Ref::party:
      return reason::decode_unknown_party;
    case Ref::content:
      return reason::decode_unknown_content;
    case Ref::team:
      return reason::decode_unknown_team;
    case Ref::attachment:
      return reason::decode_unknown_attachment;
    case Ref::outline:
      return reason::decode_unknown_outline;
    case Ref::duty:
      return reason::decode_unknown_duty;
    case Ref::link:
      break;
  }
  return reason::decode_unknown_link;
}

}  // namespace

Spot Spot::member_or_self(std::string_view name) const {
  const auto* value = value_->find(name);
  return value ? member(name, *value) : *this;
}

std::string Spot::pointer() const {
  if (!up_) return {};
  const bool in_list = up_->value_->kind() == JsonKind::array;
  return pointer_to(up_->pointer(), in_list ? std::to_string(index_) : name_);
}

void Decoder::report(DecodeError error) {
  if (errors_.size() < most_errors) {
    errors_.push_back(std::move(error));
  } else {
    ++left_out_;
  }
}

void Decoder::report_unknown(DecodeError error, const Reason& near, std::string_view unknown,
                             std::span<const std::string_view> known) {
  constexpr std::size_t longest_slip =
      64;  // Longer names are no slip of the pen, and dear to compare.
  const auto nearest =
      unknown.size() <= longest_slip ? nearest_name(unknown, known) : std::string_view{};
  if (!nearest.empty()) {
    error.reason = near;
    error.arguments.emplace_back("nearest", nearest);
  }
  report(std::move(error));
}

void Decoder::declare(KeySpace space, const std::string& key, const std::string& name,
                      const Spot& at) {
  const auto [first, last] = entries_.equal_range(key);
  const auto other =
      std::find_if(first, last, [&](const auto& e) { return share_keys(e.second.space, space); });
  if (other != last) {
    report(at, reason::decode_key_twice, {{"found", key}, {"first", other->second.pointer}});
    return;
  }
  entries_.emplace(key, Entry{space, name, at.pointer()});
}

void Decoder::refer(Ref ref, const std::string& key, const Spot& at) {
  references_.push_back(
      {ref,
       key,
       {at.place(), at.pointer(), reasons_of(ref).plain, {{"found", shortened(key, 60)}}}});
}

void Decoder::resolve(Reference reference) {
  const auto found = entries_.equal_range(reference.key);
  const auto is_named = [&](const auto& e) { return names(reference.ref, e.second.space); };
  if (std::any_of(found.first, found.second, is_named)) return;

  const auto has = [&](KeySpace space) {
    return std::any_of(found.first, found.second,
                       [&](const auto& e) { return e.second.space == space; });
  };
  if (reference.ref == Ref::agency && has(KeySpace::group)) {
    reference.error.reason = reason::decode_group_for_agency;
    return report(std::move(reference.error));
  }
  if (reference.ref == Ref::group && has(KeySpace::agency)) {
    reference.error.reason = reason::decode_agency_for_group;
    return report(std::move(reference.error));
  }

  const auto& near = reasons_of(reference.ref).near;
  std::vector<std::string_view> known;
  for (const auto& [key, entry] : entries_) {
    if (!names(reference.ref, entry.space)) continue;
    if (entry.name == reference.key) {  // The name stands where the key should.
      reference.error.reason = near;
      reference.error.arguments.emplace_back("nearest", key);
      return report(std::move(reference.error));
    }
    known.push_back(key);
  }
  report_unknown(std::move(reference.error), near, reference.key, known);
}

/// A value that could not be read stands as null in the tree: it has been complained of already.
void Decoder::drop_nulls_of_unreadable_values() {
  std::set<std::string> unreadable;
  for (const auto& error : errors_) {
    if (error.reason.code == reason::json_number_range.code) unreadable.insert(error.pointer);
  }
  std::erase_if(errors_, [&](const DecodeError& error) {
    return error.reason.code == reason::decode_null.code && unreadable.contains(error.pointer);
  });
}

std::vector<DecodeError> Decoder::finish() && {
  for (auto& reference : references_) resolve(std::move(reference));
  drop_nulls_of_unreadable_values();
  std::ranges::stable_sort(errors_, {}, &DecodeError::place);
  if (left_out_ > 0) {
    errors_.push_back({errors_.back().place,
                       {},
                       reason::decode_too_many,
                       {{"count", std::to_string(left_out_)}}});
  }
  return std::move(errors_);
}

std::string shown(const JsonValue& value) {
  if (const auto* text = value.if_string()) return write_json(JsonValue{shortened(*text, 60)});
  if (value.if_array()) return value.if_array()->empty() ? "[]" : "[…]";
  if (value.if_object()) return value.if_object()->empty() ? "{}" : "{…}";
  return write_json(value);
}

}  // namespace inspectord
