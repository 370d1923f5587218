// SPDX-License-Identifier: Apache-2.0
#include "formats/days_off_fields.hpp"
#include "formats/directory_fields.hpp"
#include "formats/plan_fields.hpp"
#include "formats/plan_file.hpp"
#include "formats/policy_fields.hpp"
#include "tests/formats/random_plan.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream file{std::string{INSPECTORD_SOURCE_DIR} + "/" + path};
  EXPECT_TRUE(file) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string text_at(const JsonValue& object, std::string_view key) {
  const auto* value = object.find(key);
  return value && value->if_string() ? *value->if_string() : "";
}

std::vector<std::string> texts_in(const JsonValue* list) {
  std::vector<std::string> texts;
  if (!list || !list->if_array()) return texts;
  for (const auto& entry : *list->if_array())
    texts.push_back(entry.if_string() ? *entry.if_string() : "(no text)");
  return texts;
}

/// Compares a schema with the `fields` lists: same keys in the same order, same ones required, same
/// types.
class SchemaComparison {
 public:
  explicit SchemaComparison(const std::string& path) : schema_(*parse_json(read_file(path))) {}

  template <class T>
  void compare() {
    compare_object<T>(schema_, "the whole");
    for (const auto& definition : *schema_.find("$defs")->if_object()) {
      EXPECT_TRUE(seen_.contains(definition.key)) << definition.key << " is used by nothing";
    }
  }

 private:
  template <class T>
  struct Fields {
    SchemaComparison& comparison;
    const JsonValue& properties;
    std::string name;
    std::vector<std::string> keys{};
    std::vector<std::string> required{};

    const JsonValue* property(std::string_view key, Need need) {
      keys.emplace_back(key);
      if (need == Need::required) required.emplace_back(key);
      const auto* found = properties.find(key);
      EXPECT_TRUE(found) << name << " has no " << key;
      if (found) {
        EXPECT_NE(text_at(*found, "description"), "") << name << "." << key;
      }
      return found;
    }
    void document(std::string_view format) {
      const auto* property_of_format = property("format", Need::required);
      ASSERT_TRUE(property_of_format);
      EXPECT_EQ(text_at(*property_of_format, "const"), format);
      property("$schema", Need::optional);
    }
    template <class M>
    void field(std::string_view key, M T::*, Need need = Need::optional) {
      const auto* found = property(key, need);
      if (found) comparison.compare_type(*found, Of<M>{}, name + "." + std::string{key});
    }
    void choice(std::string_view key, std::string T::*, std::span<const std::string_view> allowed,
                Need need = Need::optional) {
      const auto* found = property(key, need);
      std::vector<std::string> values(allowed.begin(), allowed.end());
      if (need == Need::optional) values.insert(values.begin(), "");
      EXPECT_EQ(texts_in(found ? found->find("enum") : nullptr), values) << name << "." << key;
    }
    void own_key(std::string T::*, KeySpace) {
      const auto* found = property("key", Need::required);
      if (found) comparison.expect_ref(*found, "key", name);
    }
    template <class M>
    void reference(std::string_view key, M T::*member, Ref, Need need = Need::optional) {
      field(key, member, need);
    }
    template <class M>
    void pointer(std::string_view key, M T::*member, PointsTo, Need need = Need::optional) {
      field(key, member, need);
    }
  };

  template <class T>
  void compare_object(const JsonValue& object, const std::string& name) {
    EXPECT_EQ(text_at(object, "type"), "object") << name;
    EXPECT_NE(text_at(object, "description"), "") << name;
    EXPECT_EQ(*object.find("additionalProperties"), JsonValue{false}) << name;
    const auto* properties = object.find("properties");
    ASSERT_TRUE(properties) << name;
    Fields<T> found{*this, *properties, name};
    fields(found, Of<T>{});
    std::vector<std::string> keys;
    for (const auto& member : *properties->if_object()) keys.push_back(member.key);
    EXPECT_EQ(keys, found.keys) << name;
    EXPECT_EQ(texts_in(object.find("required")), found.required) << name;
  }

  void expect_ref(const JsonValue& property, std::string_view definition, const std::string& name) {
    EXPECT_EQ(text_at(property, "$ref"), "#/$defs/" + std::string{definition}) << name;
    seen_.emplace(definition);
  }
  void expect_type(const JsonValue& property, std::string_view type, const std::string& name) {
    EXPECT_EQ(text_at(property, "type"), type) << name;
  }

  void compare_type(const JsonValue& p, Of<std::string>, const std::string& name) {
    expect_type(p, "string", name);
  }
  void compare_type(const JsonValue& p, Of<Secret>, const std::string& name) {
    expect_type(p, "string", name);
  }
  void compare_type(const JsonValue& p, Of<bool>, const std::string& name) {
    expect_type(p, "boolean", name);
  }
  void compare_type(const JsonValue& p, Of<int>, const std::string& name) {
    expect_type(p, "integer", name);
  }
  void compare_type(const JsonValue& p, Of<double>, const std::string& name) {
    expect_type(p, "number", name);
  }
  void compare_type(const JsonValue& p, Of<LocalDate>, const std::string& name) {
    expect_ref(p, "date", name);
  }
  void compare_type(const JsonValue& p, Of<PartialDate>, const std::string& name) {
    expect_ref(p, "partial_date", name);
  }
  void compare_type(const JsonValue& p, Of<LocalTime>, const std::string& name) {
    expect_ref(p, "time", name);
  }
  void compare_type(const JsonValue& p, Of<std::chrono::month_day>, const std::string& name) {
    expect_ref(p, "month_day", name);
  }
  template <CodeNamed E>
  void compare_type(const JsonValue& property, Of<E>, const std::string& name) {
    const auto names = all_code_names<E>();
    EXPECT_EQ(texts_in(property.find("enum")), std::vector<std::string>(names.begin(), names.end()))
        << name;
  }
  template <class M>
  void compare_type(const JsonValue& property, Of<std::optional<M>>, const std::string& name) {
    compare_type(property, Of<M>{}, name);
  }
  template <class E>
  void compare_type(const JsonValue& property, Of<std::vector<E>>, const std::string& name) {
    expect_type(property, "array", name);
    ASSERT_TRUE(property.find("items")) << name;
    compare_type(*property.find("items"), Of<E>{}, name + "[]");
  }
  template <class S>
  requires std::is_class_v<S>
  void compare_type(const JsonValue& property, Of<S>, const std::string& name) {
    constexpr std::string_view prefix = "#/$defs/";
    const auto ref = text_at(property, "$ref");
    ASSERT_TRUE(ref.starts_with(prefix)) << name;
    const auto definition = ref.substr(prefix.size());
    if (!seen_.insert(definition).second) return;
    const auto* object = schema_.at_pointer("/$defs/" + definition);
    ASSERT_TRUE(object) << ref;
    compare_object<S>(*object, definition);
  }

  JsonValue schema_;
  std::set<std::string, std::less<>> seen_;
};

TEST(PlanSchema, HasTheKeysAndTypesThatTheDecoderKnows) {
  SchemaComparison{"plans/plan.schema.json"}.compare<Plan>();
}

TEST(PolicySchema, HasTheKeysAndTypesThatTheDecoderKnows) {
  SchemaComparison{"plans/policy.schema.json"}.compare<ReminderPolicy>();
}

TEST(DirectorySchema, HasTheKeysAndTypesThatTheDecoderKnows) {
  SchemaComparison{"plans/directory.schema.json"}.compare<DirectoryFile>();
}

TEST(DaysOffSchema, HasTheKeysAndTypesThatTheDecoderKnows) {
  SchemaComparison{"config/days-off/days-off.schema.json"}.compare<DaysOffData>();
}

/// Every key of an object and of those in it, as "agencies.name"; what repeats itself only once.
void gather(const JsonValue& value, const std::string& path, std::set<std::string>& paths) {
  if (const auto* array = value.if_array()) {
    for (const auto& entry : *array) gather(entry, path, paths);
  }
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) {
      paths.insert(path + "." + member.key);
      gather(member.value, path + "." + member.key, paths);
    }
  }
}

void gather_schema(const JsonValue& schema, const JsonValue& object, const std::string& path,
                   std::set<std::string>& paths) {
  for (const auto& member : *object.find("properties")->if_object()) {
    const auto* items = member.value.find("items");
    const auto ref = text_at(items ? *items : member.value, "$ref");
    const auto* definition =
        ref.empty() ? nullptr : schema.at_pointer(std::string_view{ref}.substr(1));
    const auto here = path + "." + member.key;
    paths.insert(here);
    const bool again = here.ends_with(".children.children");
    if (definition && definition->find("properties") && !again)
      gather_schema(schema, *definition, here, paths);
  }
}

TEST(PlanFile, ARichPlanFillsEveryMember) {
  const auto schema = *parse_json(read_file("plans/plan.schema.json"));
  std::set<std::string> known;
  gather_schema(schema, schema, "", known);
  known.erase(".$schema");
  std::set<std::string> filled;
  gather(plan_to_json(testing::PlanInventor{1, true}.plan()), "", filled);
  for (const auto& path : known) {
    const bool too_deep =
        path.find(".children.children") != std::string::npos ||
        path.find(".criteria.") != std::string::npos;  // Three levels are invented.
    EXPECT_TRUE(too_deep || filled.contains(path)) << path;
  }
}

TEST(PlanFile, WhatIsWrittenIsReadAsAnEqualPlan) {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    const auto plan = testing::PlanInventor{seed, seed % 2 == 0}.plan();
    const auto text = encode_plan(plan);
    const auto again = decode_plan(text);
    ASSERT_TRUE(again) << "seed " << seed << ": " << again.errors()[0].pointer << " "
                       << again.errors()[0].reason.code << "\n"
                       << text.substr(0, 2000);
    EXPECT_EQ(*again, plan) << "seed " << seed;
    EXPECT_EQ(encode_plan(*again), text) << "seed " << seed;
    const auto from_json = plan_from_json(plan_to_json(plan));
    ASSERT_TRUE(from_json) << "seed " << seed;
    EXPECT_EQ(*from_json, plan) << "seed " << seed;
  }
}

/// schema_test.py (the schema by an outside validator) reads this file; here it is kept equal to
/// what is written.
TEST(PlanFile, TheRichPlanInTheFolderIsWhatTheEncoderWrites) {
  const auto text = encode_plan(testing::PlanInventor{1, true}.plan());
  if (read_file("tests/formats/rich_plan.json") != text) {
    const auto path = std::filesystem::path{INSPECTORD_BINARY_DIR} / "rich_plan.json";
    std::ofstream{path} << text;
    ADD_FAILURE() << "tests/formats/rich_plan.json is stale; the plan it should hold is in "
                  << path;
  }
}

}  // namespace
}  // namespace inspectord
