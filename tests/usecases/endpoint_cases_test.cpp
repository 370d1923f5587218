// SPDX-License-Identifier: Apache-2.0
#include "usecases/endpoint_cases.hpp"

#include "storage/agencies.hpp"
#include "storage/outbox_view.hpp"
#include "tests/support/acting_house.hpp"
#include "tests/support/mail_reader.hpp"
#include "usecases/directory_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

/// A department keeps a committee in its directory; the committee has a webhook.
class GoneEndpoints : public ::testing::Test {
 protected:
  ContactId add(AgencyId agency, ContactKind kind, const std::string& address,
                const std::string& language = "vi") {
    return ActingHouse::must(add_contact(acting.tx(),
                                         {.id = {},
                                          .agency = agency,
                                          .kind = kind,
                                          .address = address,
                                          .label = kind == ContactKind::mail ? "" : "Cổng tin",
                                          .secret = {},
                                          .language = language,
                                          .disabled_because = {}},
                                         planner, acting.now, acting.house));
  }
  std::vector<std::string> told() {
    std::vector<std::string> addresses;
    for (const auto& message : outbox::list(acting.tx(), {})) {
      EXPECT_EQ(message.kind, "endpoint_gone");
      EXPECT_EQ(message.channel, "mail");
      addresses.push_back(message.address);
    }
    return addresses;
  }
  ReadMail mail_to(const std::string& address) {
    for (const auto& message : outbox::list(acting.tx(), {})) {
      if (message.address == address)
        return read_mail(outbox::body_of(acting.tx(), message.id).value());
    }
    throw std::runtime_error("nothing to " + address);
  }

  ActingHouse acting;
  const Actor planner = acting.user("lan", "Sở Giao thông", {Role::planner});
  const AgencyId committee = [this] {
    AgencyListing listing;
    listing.name = "UBND xã Bến";
    ActingHouse::must(import_directory(acting.tx(), {.agencies = {listing}, .groups = {}}, planner,
                                       acting.now, acting.house));
    return find_agencies_named(acting.tx(), "UBND xã Bến").front();
  }();
  const ContactId hook =
      add(committee, ContactKind::webhook, "https://ben.example.vn/hook?token=abcdef");
};

TEST_F(GoneEndpoints, AreTellingTheirAgencyAndTheOneThatKeepsItInItsOwnLanguage) {
  add(planner.agency, ContactKind::mail, "lich@so.example.vn");
  add(committee, ContactKind::mail, "ben@xa.example.vn", "en");
  retire_endpoint(acting.tx(), hook, acting.now, acting.house);
  EXPECT_THAT(told(), UnorderedElementsAre("lich@so.example.vn", "ben@xa.example.vn"));
  const auto keeper = mail_to("lich@so.example.vn");
  EXPECT_THAT(keeper.subject, AllOf(HasSubstr("Ngừng gửi tới điểm nhận của UBND xã Bến"),
                                    HasSubstr("https://ben.example.vn")));
  EXPECT_THAT(keeper.text, AllOf(HasSubstr("Kính gửi: Sở Giao thông"), HasSubstr("Cổng tin"),
                                 HasSubstr("02/03/2026"), Not(HasSubstr("Đầu mối"))));
  const auto own = mail_to("ben@xa.example.vn");
  EXPECT_THAT(own.text, AllOf(HasSubstr("To: UBND xã Bến"), HasSubstr("410"),
                              HasSubstr("Contact: Sở Giao thông")));
  for (const auto& mail : {keeper, own})
    EXPECT_THAT(mail.text + mail.subject + mail.html, Not(HasSubstr("token=abcdef")));
}

TEST_F(GoneEndpoints, AreToldOfOnce) {
  add(planner.agency, ContactKind::mail, "lich@so.example.vn");
  retire_endpoint(acting.tx(), hook, acting.now, acting.house);
  retire_endpoint(acting.tx(), hook, acting.now, acting.house);
  EXPECT_THAT(told(), ElementsAre("lich@so.example.vn"));
  EXPECT_EQ(find_contact(acting.tx(), hook)->disabled_because, "gone");
}

TEST_F(GoneEndpoints, AreDisabledThoughNobodyCanBeTold) {
  retire_endpoint(acting.tx(), hook, acting.now, acting.house);
  EXPECT_THAT(told(), IsEmpty());
  EXPECT_EQ(find_contact(acting.tx(), hook)->disabled_because, "gone");
}

}  // namespace
}  // namespace inspectord
