// SPDX-License-Identifier: Apache-2.0
// What the running service says of itself under /metrics.
#include "tests/support/journey.hpp"
#include "tests/support/raw_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// An Giang is notified.
class MetricsOfTheService : public ::testing::Test {
 protected:
  std::string scraped() {
    RawClient client{service.app().port()};
    client.send("GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    return client.receive().value().body;
  }
  std::string line(const std::string& name, std::int64_t value) {
    return "\n" + name + " " + std::to_string(value) + "\n";
  }
  std::int64_t seconds() { return to_millis(service.now()) / 1000; }

  Journey service{"2022-08-02 09:00"};
  PlanId issue() { return service.issue(plan_file("an-giang-2022"), "1938/KH-SLĐTBXH").id; }
};

TEST_F(MetricsOfTheService, TellWhatWaitsAndWhatWasDelivered) {
  service.pause(true);
  const auto plan = issue();
  const auto notices = static_cast<std::int64_t>(service.messages(plan).size());
  ASSERT_GT(notices, 0);
  service.app().tick();
  EXPECT_THAT(scraped(),
              AllOf(HasSubstr(line("inspectord_outbox_pending{state=\"queued\"}", notices)),
                    HasSubstr(line("inspectord_outbox_pending{state=\"sending\"}", 0)),
                    Not(HasSubstr("inspectord_deliveries_total{"))));
  service.pause(false);
  service.tick();
  EXPECT_THAT(
      scraped(),
      AllOf(
          HasSubstr(line("inspectord_outbox_pending{state=\"queued\"}", 0)),
          HasSubstr(line("inspectord_outbox_dead", 0)),
          HasSubstr(
              line("inspectord_deliveries_total{channel=\"mail\",outcome=\"accepted\"}", notices)),
          HasSubstr(
              line("inspectord_last_success_timestamp_seconds{work=\"delivery\"}", seconds())),
          HasSubstr(line("inspectord_last_success_timestamp_seconds{work=\"tick\"}", seconds()))));
}

TEST_F(MetricsOfTheService, TellHowLateTheLastTickWas) {
  issue();
  service.tick();
  EXPECT_THAT(scraped(), HasSubstr(line("inspectord_scheduler_lag_seconds", 0)));
  service.move_to("2022-09-20 08:20");  // the first reminder was due at 8
  EXPECT_THAT(scraped(), HasSubstr(line("inspectord_scheduler_lag_seconds", 20 * 60)));
  service.tick();
  EXPECT_THAT(scraped(), HasSubstr(line("inspectord_scheduler_lag_seconds", 20 * 60)));
  service.move_to("2022-09-27 08:00");  // T-7 of the same, on time
  EXPECT_THAT(scraped(), HasSubstr(line("inspectord_scheduler_lag_seconds", 0)));
}

}  // namespace
}  // namespace inspectord
