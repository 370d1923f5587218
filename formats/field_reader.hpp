// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/value_codecs.hpp"

#include <optional>

namespace inspectord {

/// The keys of an object that stand in a file, read into a struct by its `fields` list.
class ObjectReader {
 public:
  ObjectReader(Decoder& decoder, const Spot& at) : decoder_(decoder), at_(at) {}

  /// The spot of a key, if it is there; a missing required one is reported.
  std::optional<Spot> find(std::string_view name, Need need);
  /// Checks the `format` of a whole document; false: it is another format, nothing more is to be
  /// read.
  bool check_format(std::string_view format);
  /// Reports the keys that nobody asked for.
  void refuse_other_keys();

  Decoder& decoder() { return decoder_; }
  const Spot& at() const { return at_; }

 private:
  Decoder& decoder_;
  const Spot& at_;
  std::vector<std::string_view> known_;
};

/// No rule over several members, unless a struct has an overload.
template <class T>
void check(const T&, const Spot&, Decoder&) {}

template <class T>
void read_value(Decoder&, const Spot&, T& out);
template <class T>
void read_value(Decoder&, const Spot&, std::optional<T>& out);
template <class T>
void read_value(Decoder&, const Spot&, std::vector<T>& out);

/// The list that stands there, or nullptr, reported.
const JsonArray* read_list(Decoder&, const Spot&);
void report_no_object(Decoder&, const Spot&);
void read_filled_text(Decoder&, const Spot&, std::string& out);  ///< Not empty.
void read_filled_list(Decoder&, const Spot&, std::vector<std::string>& out);
void read_reference(Decoder&, const Spot&, Ref, Need, std::string& out);
void read_references(Decoder&, const Spot&, Ref, std::vector<std::string>& out);
void read_pointers(Decoder&, const Spot&, PointsTo, std::vector<std::string>& out);

/// Walks `fields(reader, Of<T>{})`.
template <class T>
class FieldReader {
 public:
  FieldReader(Decoder& decoder, const Spot& at, T& out) : object_(decoder, at), out_(out) {}

  void document(std::string_view format) { other_format_ = !object_.check_format(format); }

  template <class M>
  void field(std::string_view name, M T::*member, Need need = Need::optional) {
    read(name, need, [&](const Spot& at) {
      if constexpr (std::is_same_v<M, std::vector<std::string>>) {
        read_filled_list(object_.decoder(), at, out_.*member);
      } else if constexpr (std::is_same_v<M, std::string>) {
        if (need == Need::required) return read_filled_text(object_.decoder(), at, out_.*member);
        read_value(object_.decoder(), at, out_.*member);
      } else {
        read_value(object_.decoder(), at, out_.*member);
      }
    });
  }
  void choice(std::string_view name, std::string T::*member,
              std::span<const std::string_view> allowed, Need need = Need::optional) {
    read(name, need,
         [&](const Spot& at) { read_choice(object_.decoder(), at, allowed, need, out_.*member); });
  }
  void own_key(std::string T::*member, KeySpace space) {
    read("key", Need::required, [&](const Spot& at) {
      if (read_key(object_.decoder(), at, out_.*member)) key_ = {at, space};
    });
  }
  void reference(std::string_view name, std::string T::*member, Ref ref,
                 Need need = Need::optional) {
    read(name, need,
         [&](const Spot& at) { read_reference(object_.decoder(), at, ref, need, out_.*member); });
  }
  void reference(std::string_view name, std::vector<std::string> T::*member, Ref ref,
                 Need need = Need::optional) {
    read(name, need,
         [&](const Spot& at) { read_references(object_.decoder(), at, ref, out_.*member); });
  }
  void pointer(std::string_view name, std::string T::*member, PointsTo to,
               Need need = Need::optional) {
    read(name, need,
         [&](const Spot& at) { read_pointer(object_.decoder(), at, to, out_.*member); });
  }
  void pointer(std::string_view name, std::vector<std::string> T::*member, PointsTo to,
               Need need = Need::optional) {
    read(name, need,
         [&](const Spot& at) { read_pointers(object_.decoder(), at, to, out_.*member); });
  }

  void finish() {
    if (other_format_) return;
    object_.refuse_other_keys();
    if (!key_) return;
    std::string name;
    if constexpr (requires { out_.name; }) name = out_.name;
    object_.decoder().declare(key_->space, *key_->at.value().if_string(), name, key_->at);
  }

 private:
  struct OwnKey {
    Spot at;
    KeySpace space;
  };

  void read(std::string_view name, Need need, auto read_at) {
    if (other_format_) return;
    if (const auto at = object_.find(name, need)) read_at(*at);
  }

  ObjectReader object_;
  T& out_;
  std::optional<OwnKey> key_;
  bool other_format_ = false;
};

template <class T>
void read_value(Decoder& decoder, const Spot& at, T& out) {
  if (!at.value().if_object()) return report_no_object(decoder, at);
  const auto errors_before = decoder.error_count();
  FieldReader<T> reader{decoder, at, out};
  fields(reader, Of<T>{});
  reader.finish();
  if (decoder.error_count() == errors_before) check(std::as_const(out), at, decoder);
}

template <class T>
void read_value(Decoder& decoder, const Spot& at, std::optional<T>& out) {
  read_value(decoder, at, out.emplace());
}

template <class T>
void read_value(Decoder& decoder, const Spot& at, std::vector<T>& out) {
  const auto* array = read_list(decoder, at);
  if (!array) return;
  for (std::size_t i = 0; i < array->size(); ++i)
    read_value(decoder, at.entry(i, (*array)[i]), out.emplace_back());
}

/// Reads a whole struct: the body of a request, a stored value, a file. `found_before`: what
/// reading its text found.
template <class T>
Decoded<T> decode_json(const JsonValue& root, std::vector<DecodeError> found_before = {}) {
  Decoder decoder{root, std::move(found_before)};
  T out;
  read_value(decoder, Spot{root}, out);
  auto errors = std::move(decoder).finish();
  if (!errors.empty()) return errors;
  return out;
}

/// The same from its text.
template <class T>
Decoded<T> decode_text(std::string_view text, const JsonLimits& limits = {}) {
  auto reading = read_json(text, limits);
  if (!reading.value) return std::move(reading.errors);
  return decode_json<T>(*reading.value, std::move(reading.errors));
}

}  // namespace inspectord
