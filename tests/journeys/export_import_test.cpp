// SPDX-License-Identifier: Apache-2.0
// A plan that goes through the database and its two commands comes out the same.
#include "formats/plan_file.hpp"
#include "server/commands/command.hpp"
#include "storage/plans.hpp"
#include "tests/support/journey.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

/// A machine with a database and a planner, and its commands.
class Machine {
 public:
  Machine() {
    options_.storage.path = directory_ / "inspectord.db";
    add_user(console_, {.name = "lan", .agency = "Cơ quan minh họa", .roles = {"planner"}});
  }
  void import_file(const std::string& file) { import(console_, {.files = {file}, .user = "lan"}); }
  std::string exported(const std::string& key) {
    out_.str({});
    export_plan(console_, key);
    return out_.str();
  }
  std::string keep(const std::string& text) {
    const auto file = (directory_ / "plan.json").string();
    std::ofstream{file, std::ios::binary} << text;
    return file;
  }

 private:
  TemporaryDirectory directory_;
  Options options_;
  std::ostringstream out_, err_;
  const Console console_{.options = options_, .out = out_, .err = err_};
};

class ExportThenImport : public ::testing::TestWithParam<const char*> {};

TEST_P(ExportThenImport, GivesTheSamePlan) {
  const std::string key = GetParam();
  Machine here;
  here.import_file(std::string{INSPECTORD_SOURCE_DIR} + "/plans/" + key + ".json");
  const auto text = here.exported(key);
  EXPECT_EQ(decode_plan(text).value(), plan_file(key));

  Machine there;
  there.import_file(there.keep(text));
  EXPECT_EQ(there.exported(key), text);
}

INSTANTIATE_TEST_SUITE_P(OfEachPlan, ExportThenImport,
                         ::testing::Values("an-giang-2022", "lang-son-2024", "bac-giang-2024",
                                           "quang-ninh-2024", "binh-dinh-2021"),
                         [](const auto& one) {
                           std::string name = one.param;
                           std::erase(name, '-');
                           return name;
                         });

TEST(Export, GivesThePlanInForceAlsoAfterItsLifeBegan) {
  Journey service{"2024-04-24 09:00"};
  const auto plan = plan_file("bac-giang-2024");
  const auto id = service.issue(plan).id;
  EXPECT_EQ(service.plan(id).content, plan);
}

}  // namespace
}  // namespace inspectord
