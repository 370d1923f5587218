// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/fields.hpp"
#include "formats/value_codecs.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {

template <class T>
JsonValue write_value(const T& value);
template <class T>
JsonValue write_value(const std::vector<T>& list);

/// Walks `fields(writer, Of<T>{})`: writes each member that is required or differs from the default
/// of its struct.
template <class T>
class FieldWriter {
 public:
  explicit FieldWriter(const T& value) : value_(value) {}

  void document(std::string_view format) { object_.emplace_back("format", format); }

  template <class M>
  void field(std::string_view name, M T::*member, Need need = Need::optional) {
    if constexpr (requires {
                    (value_.*member).reveal();
                  }) {  // A Secret: it compares with texts only.
      if (need == Need::optional && (value_.*member).empty()) return;
    } else if (need == Need::optional && value_.*member == defaults_.*member) {
      return;
    }
    object_.emplace_back(std::string{name}, write_value(value_.*member));
  }
  template <class M>
  void field(std::string_view name, std::optional<M> T::*member, Need = Need::optional) {
    if (const auto& content = value_.*member)
      object_.emplace_back(std::string{name}, write_value(*content));
  }
  void choice(std::string_view name, std::string T::*member, std::span<const std::string_view>,
              Need need = Need::optional) {
    field(name, member, need);
  }
  void own_key(std::string T::*member, KeySpace) { field("key", member, Need::required); }
  template <class M>
  void reference(std::string_view name, M T::*member, Ref, Need need = Need::optional) {
    field(name, member, need);
  }
  template <class M>
  void pointer(std::string_view name, M T::*member, PointsTo, Need need = Need::optional) {
    field(name, member, need);
  }

  JsonObject take() && { return std::move(object_); }

 private:
  const T& value_;
  const T defaults_{};
  JsonObject object_;
};

template <class T>
JsonValue write_value(const T& value) {
  FieldWriter<T> writer{value};
  fields(writer, Of<T>{});
  return std::move(writer).take();
}

template <class T>
JsonValue write_value(const std::vector<T>& list) {
  JsonArray array;
  array.reserve(list.size());
  for (const auto& entry : list) array.push_back(write_value(entry));
  return array;
}

}  // namespace inspectord
