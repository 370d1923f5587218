// SPDX-License-Identifier: Apache-2.0
#include "storage/connection.hpp"

#include "storage/kept.hpp"

#include <atomic>

namespace inspectord {
namespace {

template <class T>
const T& get(const Value::Content& content, const char* wanted) {
  if (const T* value = std::get_if<T>(&content)) return *value;
  throw std::logic_error(std::string{"a column is not "} + wanted);
}

std::uint64_t next_number() {
  static std::atomic<std::uint64_t> numbers{0};
  return ++numbers;
}

}  // namespace

Parameter::Parameter(const Value& value) {
  struct Borrow {
    Content operator()(const std::string& text) const { return std::string_view{text}; }
    Content operator()(const Blob& blob) const { return BlobView{blob.bytes}; }
    Content operator()(std::monostate) const { return {}; }
    Content operator()(std::int64_t number) const { return number; }
    Content operator()(double number) const { return number; }
  };
  content_ = std::visit(Borrow{}, value.content());
}

Connection::Connection() : kept_(std::make_unique<Kept>()), number_(next_number()) {}

Connection::~Connection() = default;

Rows Connection::query_with(std::string_view sql, const std::vector<Value>& parameters) {
  const std::vector<Parameter> borrowed{parameters.begin(), parameters.end()};
  return run(sql, borrowed);
}

Moment Connection::moment() {
  return {.connection = number_, .change = ++moments_};
}

std::int64_t Row::integer(std::size_t column) const {
  return get<std::int64_t>(columns_.at(column), "an integer");
}

double Row::real(std::size_t column) const {
  return get<double>(columns_.at(column), "a real");
}

const std::string& Row::text(std::size_t column) const {
  return get<std::string>(columns_.at(column), "text");
}

const std::string& Row::blob(std::size_t column) const {
  return get<Blob>(columns_.at(column), "a blob").bytes;
}

}  // namespace inspectord
