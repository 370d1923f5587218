// SPDX-License-Identifier: Apache-2.0
#include "notifications/email_address.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(EmailAddress, TakesWhatTheProvincesUse) {
  for (const char* text : {"soldtbxh@angiang.gov.vn", "nguyen.van-a+kt@so-lao-dong.example", "a@b",
                           "x_1@10-sub.example.vn"}) {
    EXPECT_TRUE(EmailAddress::parse(text)) << text;
  }
}

TEST(EmailAddress, WritesTheDomainInLowerCaseAndKeepsTheLocalPart) {
  const auto address = EmailAddress::parse("Van.Thu@SO-LDTBXH.AnGiang.GOV.VN");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->text(), "Van.Thu@so-ldtbxh.angiang.gov.vn");
  EXPECT_EQ(address->local_part(), "Van.Thu");
  EXPECT_EQ(address->domain(), "so-ldtbxh.angiang.gov.vn");
}

TEST(EmailAddress, RefusesWhatCouldBecomeAnotherCommandOrHeader) {
  using namespace std::string_view_literals;
  for (const auto text : {"a@b.vn\r\nRCPT TO:<x@y>"sv, "a@b.vn\n"sv, "\ra@b.vn"sv, "a\0@b.vn"sv,
                          "a b@c.vn"sv, "a@b.vn>"sv, "<a@b.vn>"sv, "a@b.vn,c@d.vn"sv,
                          "a@b.vn c@d.vn"sv, "a@b.vn\t"sv, "a\x7f@b.vn"sv}) {
    EXPECT_FALSE(EmailAddress::parse(text)) << text;
  }
}

TEST(EmailAddress, RefusesWhatIsNoAddress) {
  for (const std::string& text : {std::string{},
                                  std::string{"@"},
                                  std::string{"a@"},
                                  std::string{"@b"},
                                  std::string{"a"},
                                  std::string{"a@@b"},
                                  std::string{"a@b@c"},
                                  std::string{".a@b"},
                                  std::string{"a.@b"},
                                  std::string{"a..b@c"},
                                  std::string{"a@b..c"},
                                  std::string{"a@.b"},
                                  std::string{"a@b."},
                                  std::string{"a@-b"},
                                  std::string{"a@b-"},
                                  std::string{"a@[127.0.0.1]"},
                                  std::string{"\"a\"@b"},
                                  std::string{"lê@b.vn"},
                                  std::string{"a@sở.vn"},
                                  std::string(65, 'a') + "@b.vn",
                                  "a@" + std::string(64, 'b') + ".vn"}) {
    const auto address = EmailAddress::parse(text);
    ASSERT_FALSE(address) << text;
    EXPECT_EQ(address.error().reason(), bad_email_address);
  }
}

TEST(EmailAddress, IsAtMost254CharactersLong) {
  std::string domain = "vn";
  while (domain.size() + 4 <= 252) domain = "abc." + domain;
  EXPECT_TRUE(EmailAddress::parse("a@" + domain)) << domain.size();
  EXPECT_FALSE(EmailAddress::parse("aaaaa@" + domain));
}

}  // namespace
}  // namespace inspectord
