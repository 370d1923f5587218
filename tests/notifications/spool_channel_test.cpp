// SPDX-License-Identifier: Apache-2.0
#include "notifications/spool_channel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>
#include <sstream>

namespace inspectord {
namespace {

namespace fs = std::filesystem;

class SpoolChannelTest : public testing::Test {
 protected:
  SpoolChannelTest()
      : folder_(fs::temp_directory_path() / ("inspectord-spool-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
  }
  ~SpoolChannelTest() override { fs::remove_all(folder_); }

  static OutgoingMessage a_message(std::string body) {
    return {.id = *MessageId::parse("01902d3e-8c00-7abc-8def-0123456789ab"),
            .channel = "mail",
            .to = "a@b.vn",
            .body = std::move(body)};
  }
  static Delivery deliver(SpoolChannel& channel, const OutgoingMessage& message) {
    std::promise<Delivery> answer;
    channel.deliver(message, [&](Delivery delivery) { answer.set_value(std::move(delivery)); });
    return answer.get_future().get();
  }
  std::vector<fs::path> files_in(const char* name) const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator{folder_ / name}) files.push_back(entry.path());
    return files;
  }
  static std::string content(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream{path, std::ios::binary}.rdbuf();
    return text.str();
  }

  fs::path folder_;
};

TEST_F(SpoolChannelTest, PutsTheBytesIntoNewAndLeavesNothingInTmp) {
  SpoolChannel channel{folder_};
  EXPECT_EQ(deliver(channel, a_message("Subject: x\r\n\r\ny\r\n")).outcome,
            DeliveryOutcome::accepted);
  ASSERT_EQ(files_in("new").size(), 1U);
  EXPECT_EQ(content(files_in("new").front()), "Subject: x\r\n\r\ny\r\n");
  EXPECT_TRUE(files_in("tmp").empty());
  EXPECT_TRUE(files_in("cur").empty());
}

TEST_F(SpoolChannelTest, KeepsOneFileForAMessageDeliveredTwice) {
  SpoolChannel channel{folder_};
  deliver(channel, a_message("one"));
  EXPECT_EQ(deliver(channel, a_message("one")).outcome, DeliveryOutcome::accepted);
  EXPECT_EQ(files_in("new").size(), 1U);
}

TEST_F(SpoolChannelTest, KnowsAMessageThatAReaderHasSeen) {
  SpoolChannel channel{folder_};
  deliver(channel, a_message("one"));
  const auto file = files_in("new").front();
  fs::rename(file, folder_ / "cur" / (file.filename().string() + ":2,S"));
  EXPECT_EQ(deliver(channel, a_message("one")).outcome, DeliveryOutcome::accepted);
  EXPECT_TRUE(files_in("new").empty());
}

TEST_F(SpoolChannelTest, WritesAnewWhatACrashLeftHalfWritten) {
  SpoolChannel channel{folder_};
  std::ofstream{folder_ / "tmp" / "01902d3e-8c00-7abc-8def-0123456789ab.inspectord"}
      << "a longer half-written message";
  deliver(channel, a_message("whole"));
  ASSERT_EQ(files_in("new").size(), 1U);
  EXPECT_EQ(content(files_in("new").front()), "whole");
}

TEST_F(SpoolChannelTest, AnswersRetryWhereItCannotWrite) {
  SpoolChannel channel{folder_};
  fs::remove_all(folder_ / "tmp");
  const auto delivery = deliver(channel, a_message("one"));
  EXPECT_EQ(delivery.outcome, DeliveryOutcome::retry);
  EXPECT_TRUE(delivery.detail.starts_with("spool_failed")) << delivery.detail;
}

TEST_F(SpoolChannelTest, AnswersAllThatItHoldsWhenItStops) {
  std::atomic<int> answered = 0;
  std::atomic<std::size_t> accepted = 0;
  {
    SpoolChannel channel{folder_};
    SeededRandom random{1};
    for (int i = 0; i < 50; ++i) {
      auto message = a_message("x");
      message.id = MessageId::make(from_millis(i), random);
      channel.deliver(message, [&](const Delivery& delivery) {
        ++answered;
        if (delivery.outcome == DeliveryOutcome::accepted) ++accepted;
        EXPECT_EQ(delivery.attempted, delivery.outcome == DeliveryOutcome::accepted);
      });
    }
    channel.stop();
    EXPECT_EQ(answered, 50);
    channel.deliver(a_message("x"), [&](const Delivery& delivery) {
      ++answered;
      EXPECT_FALSE(delivery.attempted);
    });
  }
  EXPECT_EQ(answered, 51);
  EXPECT_EQ(files_in("new").size(), accepted);
}

}  // namespace
}  // namespace inspectord
