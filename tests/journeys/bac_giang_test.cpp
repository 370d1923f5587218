// SPDX-License-Identifier: Apache-2.0
// Bắc Giang from its file to its mails, over a restart, walking through every room.
#include "tests/support/journey.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace inspectord {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using ::testing::UnorderedElementsAreArray;

const std::vector<std::string> districts{"son-dong",   "luc-ngan", "luc-nam",
                                         "lang-giang", "yen-the",  "viet-yen",
                                         "tan-yen",    "yen-dung", "bac-giang"};
const std::vector<std::string> team{"so-ldtbxh", "phong-te-bdg", "phong-kh-tc", "thanh-tra-so",
                                    "so-gd-dt",  "so-y-te",      "hoi-lhpn",    "tinh-doan"};

/// Those who owe a report: of each district its committee and its office. Hiệp Hòa owes none.
std::vector<std::string> debtors() {
  std::vector<std::string> keys;
  for (const auto& district : districts) {
    keys.push_back("ubnd-" + district);
    keys.push_back("phong-ldtbxh-" + district);
  }
  return keys;
}

std::vector<std::string> joined(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::vector<std::string> without(std::vector<std::string> keys,
                                 const std::vector<std::string>& gone) {
  std::erase_if(keys, [&](const auto& key) {
    return std::find(gone.begin(), gone.end(), key) != gone.end();
  });
  return keys;
}

const ReadMail& to(const std::vector<ReadMail>& mails, const std::string& key) {
  const auto found = std::find_if(mails.begin(), mails.end(), [&](const auto& mail) {
    return receivers({mail}).front() == key;
  });
  if (found == mails.end()) throw std::runtime_error("no mail to " + key);
  return *found;
}

/// Notified on 24 April 2024, before the first instant (25 April, two weeks before the reports are
/// due).
class BacGiang : public ::testing::Test {
 protected:
  PlanId notify() { return service.issue(plan_file("bac-giang-2024")).id; }

  Journey service{"2024-04-24 09:00"};
};

TEST_F(BacGiang, TellsEverybodyItsOwnPartWhenItIsNotified) {
  notify();
  EXPECT_THAT(service.mails(), IsEmpty())
      << "nothing leaves before the transaction is on disk and the courier looked";
  service.tick();
  const auto mails = service.mails();

  const auto addressed = receivers(mails);
  EXPECT_EQ(std::set(addressed.begin(), addressed.end()).size(), mails.size())
      << "each agency is told once";
  EXPECT_THAT(addressed, IsSupersetOf(joined(debtors(), team)));
  const auto& unit = to(mails, "ubnd-son-dong");
  EXPECT_EQ(unit.at, "2024-04-24 09:00:00 +0700");
  EXPECT_THAT(unit.subject, HasSubstr("77/KH-MH: Kiểm tra việc"));
  EXPECT_THAT(unit.text, HasSubstr("Kính gửi: UBND huyện Sơn Động"));
  EXPECT_THAT(unit.text, HasSubstr("- Được kiểm tra: Thứ Hai, 20/05/2024, 07 giờ 00 (dự kiến)"));
  EXPECT_THAT(unit.text, HasSubstr("trước ngày 10/5/2024 (chậm nhất hết Thứ Năm, 09/05/2024"));
  EXPECT_THAT(unit.text, Not(HasSubstr("22/05/2024"))) << "that is the day of another";
  EXPECT_THAT(to(mails, "so-y-te").text, HasSubstr("Tham gia Đoàn kiểm tra"));
}

TEST_F(BacGiang, RemindsEachInstantOfItsYearAndNobodyElse) {
  const auto plan = notify();
  service.tick();
  service.mails();

  service.live_until("2024-05-05 12:00");
  auto mails = service.mails();
  EXPECT_THAT(receivers(sent_at(mails, "2024-04-25 08:00")), UnorderedElementsAreArray(debtors()));
  EXPECT_THAT(receivers(sent_at(mails, "2024-05-02 08:00")), UnorderedElementsAreArray(debtors()));
  EXPECT_THAT(mails, SizeIs(2 * debtors().size()));
  EXPECT_THAT(sent_at(mails, "2024-05-02 08:00").front().text,
              AllOf(HasSubstr("trước ngày 10/5/2024"), HasSubstr("còn 7 ngày")));

  service.stop();
  service.start();  // on the same files: nothing is said twice, nothing is forgotten
  EXPECT_THAT(service.mails(), IsEmpty());
  service.submit(plan, "bao-cao-ubnd", "ubnd-luc-nam", "2024-05-05");
  service.submit(plan, "bao-cao-phong-ldtbxh", "phong-ldtbxh-luc-nam", "2024-05-05");

  service.live_until("2024-05-06 12:00");
  const std::vector<std::string> filed{"ubnd-luc-nam", "phong-ldtbxh-luc-nam"};
  mails = service.mails();
  EXPECT_THAT(receivers(mails), UnorderedElementsAreArray(joined(without(debtors(), filed), team)));
  EXPECT_THAT(to(mails, "ubnd-son-dong").subject, HasSubstr("(và 1 việc khác)"))
      << "one mail for report and visit";
  EXPECT_THAT(to(mails, "ubnd-son-dong").text,
              AllOf(HasSubstr("Thời gian: Thứ Hai, 20/05/2024, 07 giờ 00 (dự kiến)"),
                    HasSubstr("còn 3 ngày")));
  EXPECT_THAT(to(mails, "tinh-doan").text,
              HasSubstr("Đoàn kiểm tra làm việc với UBND huyện Sơn Động"));

  service.live_until("2024-05-10 12:00");
  mails = sent_at(service.mails(), "2024-05-10 08:00");
  EXPECT_THAT(receivers(mails),
              UnorderedElementsAreArray(joined(without(debtors(), filed), {"phong-te-bdg"})));
  EXPECT_THAT(to(mails, "ubnd-yen-the").subject, HasSubstr("Chưa nhận được:"));
  EXPECT_THAT(to(mails, "ubnd-yen-the").text, HasSubstr("Đến 08 giờ 00, Thứ Sáu, 10/05/2024"));
  EXPECT_THAT(
      to(mails, "phong-te-bdg").text,
      AllOf(HasSubstr("từ UBND huyện Yên Thế theo Kế hoạch số"),
            HasSubstr("từ UBND huyện Lục Ngạn theo"), Not(HasSubstr("UBND huyện Lục Nam"))));
  for (const auto& mail : mails) {
    if (receivers({mail}).front() == "phong-te-bdg") continue;
    for (const auto& district : {"Yên Thế", "Lục Ngạn", "Tân Yên"}) {
      const bool own =
          mail.text.find("Kính gửi: UBND huyện " + std::string{district}) != std::string::npos ||
          mail.text.find("huyện " + std::string{district} + "\n") != std::string::npos;
      EXPECT_TRUE(own || mail.text.find(district) == std::string::npos)
          << "nobody learns of another: " << mail.to;
    }
  }
}

TEST_F(BacGiang, AsksTheLeaderAloneForTheResultOfAVisit) {
  notify();
  service.move_to("2024-05-20 12:00");  // what lies before is another test's matter
  service.mails();
  service.live_until("2024-05-23 12:00");
  const auto mails = service.mails();
  const auto asked = speaking_of(mails, "Chưa cập nhật kết quả kiểm tra UBND huyện Sơn Động");
  EXPECT_THAT(receivers(asked), UnorderedElementsAre("so-ldtbxh", "so-ldtbxh"));
  EXPECT_THAT(speaking_of(sent_at(mails, "2024-05-21 08:00"), "Chưa cập nhật"), SizeIs(1));
  EXPECT_THAT(speaking_of(sent_at(mails, "2024-05-23 08:00"), "Sơn Động"), SizeIs(1));
}

}  // namespace
}  // namespace inspectord
