// SPDX-License-Identifier: Apache-2.0
#include "formats/json_diff.hpp"

#include <algorithm>
#include <set>

namespace inspectord {
namespace {

using Changes = std::vector<JsonChange>;

void compare(Changes&, const std::string& pointer, const JsonValue&, const JsonValue&);

const std::string* key_of(const JsonValue& entry) {
  const auto* key = entry.find("key");
  return key ? key->if_string() : nullptr;
}

bool has_keys(const JsonArray& list) {
  std::set<std::string> keys;
  return std::ranges::all_of(list, [&](const JsonValue& entry) {
    const auto* key = key_of(entry);
    return key && keys.insert(*key).second;
  });
}

const JsonValue* find_by_key(const JsonArray& list, const std::string& key) {
  const auto found =
      std::ranges::find_if(list, [&](const JsonValue& entry) { return *key_of(entry) == key; });
  return found == list.end() ? nullptr : &*found;
}

std::string place(const std::string& pointer, std::size_t index) {
  return pointer_to(pointer, std::to_string(index));
}

void compare_objects(Changes& changes, const std::string& pointer, const JsonObject& before,
                     const JsonValue& was, const JsonObject& after, const JsonValue& is) {
  for (const auto& [key, value, at] : before) {
    if (!is.find(key)) changes.push_back({pointer_to(pointer, key), value, std::nullopt});
  }
  for (const auto& [key, value, at] : after) {
    const auto* old = was.find(key);
    if (old) {
      compare(changes, pointer_to(pointer, key), *old, value);
    } else {
      changes.push_back({pointer_to(pointer, key), std::nullopt, value});
    }
  }
}

void compare_keyed(Changes& changes, const std::string& pointer, const JsonArray& before,
                   const JsonArray& after) {
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!find_by_key(after, *key_of(before[i])))
      changes.push_back({place(pointer, i), before[i], std::nullopt});
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    const auto* old = find_by_key(before, *key_of(after[i]));
    if (old) {
      compare(changes, place(pointer, i), *old, after[i]);
    } else {
      changes.push_back({place(pointer, i), std::nullopt, after[i]});
    }
  }
}

void compare(Changes& changes, const std::string& pointer, const JsonValue& before,
             const JsonValue& after) {
  if (before == after) return;
  if (before.if_object() && after.if_object()) {
    return compare_objects(changes, pointer, *before.if_object(), before, *after.if_object(),
                           after);
  }
  const auto *old_list = before.if_array(), *new_list = after.if_array();
  if (old_list && new_list && has_keys(*old_list) && has_keys(*new_list))
    return compare_keyed(changes, pointer, *old_list, *new_list);
  if (old_list && new_list && old_list->size() == new_list->size()) {
    for (std::size_t i = 0; i < old_list->size(); ++i)
      compare(changes, place(pointer, i), (*old_list)[i], (*new_list)[i]);
    return;
  }
  changes.push_back({pointer, before, after});
}

}  // namespace

std::vector<JsonChange> json_diff(const JsonValue& before, const JsonValue& after) {
  Changes changes;
  compare(changes, "", before, after);
  return changes;
}

}  // namespace inspectord
