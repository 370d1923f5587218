// SPDX-License-Identifier: Apache-2.0
#include "formats/plan_file.hpp"

#include "formats/field_reader.hpp"
#include "formats/field_writer.hpp"
#include "formats/plan_fields.hpp"

namespace inspectord {
namespace {

/// The members of a plan, as pointers: a count may be stated of a list that the file leaves empty.
class PlanLists {
 public:
  void document(std::string_view) {}
  void own_key(auto, KeySpace) {}
  void choice(std::string_view, auto, std::span<const std::string_view>, Need = {}) {}
  void pointer(std::string_view, auto, PointsTo, Need = {}) {}
  void reference(std::string_view, auto, Ref, Need = {}) {}
  void field(std::string_view, auto, Need = {}) {}
  template <class E>
  void field(std::string_view name, std::vector<E> Plan::*, Need = {}) {
    pointers_.push_back(pointer_to("", name));
  }

  std::vector<std::string> take() && { return std::move(pointers_); }

 private:
  std::vector<std::string> pointers_{"sub_units"};
};

PlanFileResult decode(const JsonValue& root, std::vector<DecodeError> found_before) {
  PlanLists lists;
  fields(lists, Of<Plan>{});
  Decoder decoder{root, std::move(found_before)};
  decoder.allow_to_leave_out(std::move(lists).take());
  Plan plan;
  read_value(decoder, Spot{root}, plan);
  auto errors = std::move(decoder).finish();
  if (!errors.empty()) return errors;
  return plan;
}

}  // namespace

PlanFileResult decode_plan(std::string_view text, const JsonLimits& limits) {
  auto reading = read_json(text, limits);
  if (!reading.value) return std::move(reading.errors);
  return decode(*reading.value, std::move(reading.errors));
}

PlanFileResult plan_from_json(const JsonValue& root) {
  return decode(root, {});
}

std::string encode_plan(const Plan& plan) {
  return write_json(plan_to_json(plan), JsonStyle::readable) + '\n';
}

JsonValue plan_to_json(const Plan& plan) {
  return write_value(plan);
}

}  // namespace inspectord
