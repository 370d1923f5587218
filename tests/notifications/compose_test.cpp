// SPDX-License-Identifier: Apache-2.0
// What messages say of one plan (words.md section 3).
#include "notifications/compose.hpp"

#include "tests/support/gaps.hpp"
#include "tests/support/plan_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using namespace invented;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

Stage begun(Plan plan = inspection_plan()) {
  Stage stage{std::move(plan)};
  stage.notified();
  return stage;
}

Occasion occasion_of(const Stage& stage, std::string_view to, Language language = Language::vi) {
  return {.record = stage.record,
          .directory = stage.directory,
          .recipient = agency_id(to),
          .language = language,
          .today = Zone::vietnam().date_of(stage.now),
          .checked_at = "08 giờ 00"};
}

/// What a step tells an agency, without any gap.
Composed told(const Stage& stage, const Step& step, std::string_view to,
              Language language = Language::vi) {
  std::vector<News> news;
  for (const auto& notice : step.notices) {
    for (const auto& one : notice.to) {
      if (one.agency == agency_id(to)) news.push_back({.notice = &notice, .part = one.part});
    }
  }
  if (news.empty()) throw std::logic_error("nothing is told to " + std::string{to});
  auto message = compose_notices(occasion_of(stage, to, language), news);
  for (const auto* text : {&message.subject, &message.text, &message.chat})
    EXPECT_EQ(first_gap(*text), "");
  return message;
}

bool is_told(const Step& step, std::string_view to) {
  return std::ranges::any_of(step.notices, [&](const Notice& notice) {
    return std::ranges::any_of(notice.to,
                               [&](const Told& one) { return one.agency == agency_id(to); });
  });
}

Mention of_visit(const Stage& stage, std::string_view key, Part part = Part::unit) {
  return {.target_kind = TargetKind::visit,
          .target = stage.visit(key).id.bytes(),
          .rule = "T-7",
          .part = part,
          .planned_on = {}};
}
Mention of_duty(const Stage& stage, std::string_view key) {
  return {.target_kind = TargetKind::duty,
          .target = stage.duty(key).id.bytes(),
          .rule = "T-7",
          .part = Part::debtor,
          .planned_on = {}};
}

VisitInput for_reason(std::string code) {
  return VisitInput{.reason = std::move(code)};
}

TEST(VisitNotice, OfAnUndoneCancellationNamesNoDayAsTheOldOne) {
  auto stage = begun();
  stage.must("dong", VisitAction::cancel, for_reason("other"), lan());
  const auto step = stage.must("dong", VisitAction::undo, for_reason("ghi nhầm đơn vị"), lan());
  const auto vi = told(stage, step, "huyen-dong");
  EXPECT_THAT(vi.text, AllOf(HasSubstr("- Lịch cũ: không tổ chức.\n"),
                             HasSubstr("- Lịch mới: Thứ Ba, 14/04/2026, 08 giờ 00.")));
  EXPECT_THAT(vi.text, Not(HasSubstr("ghi nhầm"))) << "that is for the journal";
  EXPECT_THAT(vi.text, Not(HasSubstr("không thực hiện")));
  EXPECT_THAT(vi.chat, HasSubstr("trước đây không tổ chức; lịch mới: Thứ Ba, 14/04/2026"));
  EXPECT_THAT(told(stage, step, "huyen-dong", Language::en).text,
              HasSubstr("- Before: not held.\n- New: Tue, 14 Apr 2026"));
}

TEST(VisitNotice, OfAnUndonePostponementSaysThatItsDayWasToCome) {
  auto stage = begun();
  stage.must("dong", VisitAction::postpone, for_reason("disaster"), lan());
  const auto step = stage.must("dong", VisitAction::undo, for_reason("ghi nhầm"), lan());
  EXPECT_THAT(told(stage, step, "huyen-dong").text, HasSubstr("- Lịch cũ: chờ lịch mới.\n"));
}

TEST(VisitNotice, SaysTheLabelOfItsReasonAndNothingThatSomebodyWrote) {
  auto stage = begun();
  auto input = for_reason("team_changed");
  input.note = "Trưởng đoàn ốm";
  const auto step = stage.must("dong", VisitAction::postpone, input, lan());
  EXPECT_THAT(told(stage, step, "huyen-dong").text,
              AllOf(HasSubstr("- Lý do: thay đổi thành phần Đoàn.\n"), Not(HasSubstr("ốm"))));
  EXPECT_THAT(told(stage, step, "huyen-dong", Language::en).text,
              HasSubstr("- Reason: team changed.\n"));
}

TEST(VisitNotice, LeavesItsReasonOutWhereThereIsNone) {
  auto stage = begun();
  stage.must("dong", VisitAction::postpone, for_reason("disaster"), lan());
  const auto step =
      stage.must("dong", VisitAction::reschedule, VisitInput{.date = day("2026-04-21")}, lan());
  for (const auto language : {Language::vi, Language::en}) {
    const auto message = told(stage, step, "huyen-dong", language);
    for (const auto* words : {"Lý do", "Reason"}) {
      EXPECT_THAT(message.text, Not(HasSubstr(words)));
      EXPECT_THAT(message.chat, Not(HasSubstr(words)));
    }
  }
}

TEST(PlanNotice, AsksForAMemberOnlyWhileThereIsTimeAndNobodyIsNamed) {
  Stage stage{inspection_plan()};
  stage.approved().numbered();
  const auto early = stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_THAT(told(stage, early, "so-y-te").text,
              HasSubstr("(Thư ký); đề nghị cử người chậm nhất Thứ Ba, 07/04/2026.\n"));
  EXPECT_THAT(told(stage, early, "so-giao-thong").text,
              HasSubstr("- Tham gia Đoàn kiểm tra (Trưởng đoàn).\n"))
      << "the plan names who leads";
  stage.now = at("2026-04-08T08:00:00+07:00");
  EXPECT_THAT(told(stage, early, "so-y-te").text, HasSubstr("- Tham gia Đoàn kiểm tra (Thư ký).\n"))
      << "the day is past";
}

TEST(PlanNotice, CountsNoTasks) {
  Stage stage{inspection_plan()};
  stage.approved().numbered();
  const auto step = stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_THAT(told(stage, step, "huyen-dong").text, Not(HasSubstr("Nhiệm vụ")));
  EXPECT_THAT(told(stage, step, "huyen-dong", Language::en).text, Not(HasSubstr("Tasks")));
}

TEST(PlanNotice, HasItsTitleWholeInTheSubject) {
  Plan plan = inspection_plan();
  plan.title =
      "Kiểm tra việc thực hiện công tác bảo trì cầu đường, an toàn giao thông nông thôn "
      "và việc sử dụng kinh phí được giao năm 2026";
  Stage stage{plan};
  stage.approved().numbered();
  const auto step = stage.must(PlanAction::notify, PlanInput{}, thu());
  EXPECT_EQ(told(stage, step, "huyen-dong").subject, "12/KH-SGT: " + plan.title);
}

TEST(PlanNotice, CutsATitleThatNoSubjectHolds) {
  Plan plan = inspection_plan();
  for (int i = 0; i < 60; ++i) plan.title += " và cầu";
  Stage stage{plan};
  stage.approved().numbered();
  const auto step = stage.must(PlanAction::notify, PlanInput{}, thu());
  const auto subject = told(stage, step, "huyen-dong").subject;
  EXPECT_LT(subject.size(), 400u);
  EXPECT_THAT(subject, ::testing::AnyOf(EndsWith(" và …"), EndsWith(" cầu …")));
}

void sign(Stage& stage, const Plan& content) {
  stage.must(PlanAction::amend, PlanInput{.reason = "điều chỉnh", .content = content}, lan());
  stage.must(PlanAction::amend,
             PlanInput{.reason = "thay", .signer = hai().name, .step = "approve"}, hai());
  stage.must(
      PlanAction::amend,
      PlanInput{
          .number = "30/QĐ-SGT", .date = Zone::vietnam().date_of(stage.now), .step = "number"},
      thu());
  stage.directory = directory_of(content);
}

Step amended(Stage& stage, const Plan& content) {
  sign(stage, content);
  return stage.must(PlanAction::amend, PlanInput{.step = "notify"}, thu());
}

TEST(AmendmentNotice, TellsOnlyWhatChangedAndNothingThatIsOver) {
  auto stage = begun();
  stage.must(stage.duty("bao-cao-dong"), DutyAction::submit, filing("2026-03-02"),
             of("huyen-dong"));
  stage.must(stage.duty("bao-cao-dong"), DutyAction::accept, DutyInput{}, lan());
  Plan plan = inspection_plan();
  plan.duties.push_back(
      duty("so-lieu", "số liệu cầu yếu", "huyen-dong", "so-giao-thong", day("2026-05-05")));
  const auto step = amended(stage, plan);
  const auto message = told(stage, step, "huyen-dong");
  EXPECT_THAT(
      message.text,
      AllOf(HasSubstr("đã sửa đổi, bổ sung Kế hoạch số 12/KH-SGT"), HasSubstr("(theo 30/QĐ-SGT)"),
            HasSubstr("Thay đổi đối với Quý cơ quan:"), HasSubstr("- số liệu cầu yếu: ")));
  EXPECT_THAT(message.text, Not(HasSubstr("báo cáo tình trạng cầu"))) << "that was accepted";
  EXPECT_THAT(message.text, Not(HasSubstr("Được kiểm tra"))) << "its visit is as it was";
  EXPECT_THAT(message.text, Not(HasSubstr("điều chỉnh"))) << "the document says why";
  EXPECT_FALSE(is_told(step, "huyen-tay")) << "nothing changed for it: no mail";
  EXPECT_FALSE(is_told(step, "so-y-te"));
}

TEST(AmendmentNotice, TellsTheTeamOfTheVisitThatIsNewAsOfTheOneThatIsOff) {
  auto stage = begun();
  Plan plan = inspection_plan();
  plan.visits.erase(plan.visits.begin());
  plan.visits.push_back(visit("xa", "xa-dong", day("2026-05-12")));
  plan.units.push_back({"xa-dong", UnitRole::inspected, "", ""});
  plan.stated_counts.clear();
  const auto step = amended(stage, plan);
  const auto team = told(stage, step, "so-y-te");
  EXPECT_THAT(team.text,
              AllOf(HasSubstr("UBND huyện Đông:\n- Lịch cũ, không thực hiện: Thứ Ba, 14/04/2026"),
                    HasSubstr("- Lịch mới: không tổ chức.\n"),
                    HasSubstr("UBND xã Bến Đông:\n- Lịch mới: Thứ Ba, 12/05/2026, 08 giờ 00.\n")));
  const auto unit = told(stage, step, "xa-dong");
  EXPECT_THAT(unit.subject,
              HasSubstr("BỔ SUNG LỊCH kiểm tra UBND xã Bến Đông: Thứ Ba, 12/05/2026"));
  EXPECT_THAT(unit.text, AllOf(HasSubstr("được bổ sung (theo 30/QĐ-SGT)"),
                               Not(HasSubstr("Được kiểm tra")), Not(HasSubstr("Lịch cũ"))))
      << "its visit is said once";
  EXPECT_FALSE(is_told(step, "huyen-tay"));
}

TEST(Reminder, SaysOfEachTargetByItselfHowLateItComes) {
  auto stage = begun();
  auto visit = of_visit(stage, "dong");
  auto report = of_duty(stage, "bao-cao-dong");
  visit.planned_on = day("2026-03-01");
  report.planned_on = day("2026-02-27");
  const auto message = compose_reminders(occasion_of(stage, "huyen-dong"), {visit, report});
  EXPECT_THAT(message.text,
              AllOf(HasSubstr("theo lịch được gửi Thứ Sáu, 27/02/2026.\nTheo Kế hoạch số 12/KH-SGT "
                              "ngày 02/03/2026 của Sở Giao thông, đề nghị Quý cơ quan gửi"),
                    HasSubstr("theo lịch được gửi Chủ nhật, 01/03/2026.\nTheo Kế hoạch số "
                              "12/KH-SGT ngày 02/03/2026 của Sở Giao thông, Đoàn kiểm tra")));
  visit.planned_on.reset();
  const auto half = compose_reminders(occasion_of(stage, "huyen-dong"), {visit, report}).text;
  EXPECT_EQ(half.find("đến muộn"), half.rfind("đến muộn")) << "the visit's is in time";
}

/// A visit of two sessions that nobody is allocated to yet.
Plan two_sessions() {
  Plan plan = inspection_plan();
  plan.visits[0].tentative = true;
  Session afternoon;
  afternoon.part = "afternoon";
  afternoon.start = *parse_time("13:30");
  Session morning;
  morning.part = "morning";
  morning.start = *parse_time("07:00");
  plan.visits[0].sessions = {morning, afternoon};
  return plan;
}

TEST(Reminder, SaysTheHourThatIsKnownAndThatSessionsWillBeAllocated) {
  const auto stage = begun(two_sessions());
  const auto message =
      compose_reminders(occasion_of(stage, "huyen-dong"), {of_visit(stage, "dong")});
  EXPECT_THAT(message.text, HasSubstr("- Thời gian: Thứ Ba, 14/04/2026, 07 giờ 00 (dự kiến) (phân "
                                      "buổi thông báo sau)."));
}

TEST(Reminder, OfAResultLeavesNothingOpenThatIsOver) {
  auto stage = begun(two_sessions());
  stage.now = at("2026-04-15T08:00:00+07:00");
  const auto message = compose_reminders(occasion_of(stage, "so-giao-thong"),
                                         {of_visit(stage, "dong", Part::result)});
  EXPECT_EQ(message.subject,
            "Chưa cập nhật kết quả kiểm tra UBND huyện Đông (Thứ Ba, 14/04/2026, 07 giờ 00)");
  EXPECT_THAT(message.text, AllOf(Not(HasSubstr("dự kiến")), Not(HasSubstr("phân buổi"))));
}

TEST(Reminder, NamesEachAttendeeOnce) {
  Plan plan = inspection_plan();
  plan.attendees = {{"session", "đại diện lãnh đạo UBND huyện", {}},
                    {"session", "đại diện các ban của huyện: Y tế, Công an", {}},
                    {"district", "Đại diện lãnh đạo UBND huyện", {}},
                    {"district", "Đại diện các ban của huyện", {}},
                    {"district", "lãnh đạo UBND các xã", {}}};
  const auto stage = begun(plan);
  const auto message =
      compose_reminders(occasion_of(stage, "huyen-dong"), {of_visit(stage, "dong")});
  EXPECT_THAT(message.text,
              HasSubstr("- Thành phần: đại diện lãnh đạo UBND huyện; đại diện các ban của huyện: Y "
                        "tế, Công an; lãnh đạo UBND các xã.\n"));
}

TEST(Reminder, SaysInWordsHowAReportIsToBeSent) {
  Plan plan = inspection_plan();
  plan.duties[0].channels = {"paper", "email:cau@example.vn"};
  const auto stage = begun(plan);
  const auto vi =
      compose_reminders(occasion_of(stage, "huyen-dong"), {of_duty(stage, "bao-cao-dong")});
  EXPECT_THAT(vi.text, HasSubstr("Hình thức: văn bản; thư điện tử cau@example.vn."));
  const auto en = compose_reminders(occasion_of(stage, "huyen-dong", Language::en),
                                    {of_duty(stage, "bao-cao-dong")});
  EXPECT_THAT(en.text, HasSubstr("By: on paper; e-mail cau@example.vn."));
}

TEST(Reminder, HasTheNameOfALongReportWholeInItsSubject) {
  Plan plan = inspection_plan();
  plan.duties[0].what =
      "báo cáo kết quả tự kiểm tra tình trạng mặt cầu, lan can, mố cầu và đường "
      "dẫn trên địa bàn huyện";
  const auto stage = begun(plan);
  const auto message =
      compose_reminders(occasion_of(stage, "huyen-dong"), {of_duty(stage, "bao-cao-dong")});
  EXPECT_THAT(message.subject, HasSubstr(plan.duties[0].what + ": "));
}

TEST(Reminder, GoesToTheIssuerWhereThePaperNamesNoReceiver) {
  Plan plan = inspection_plan();
  plan.duties[0].to.clear();
  const auto stage = begun(plan);
  const auto message =
      compose_reminders(occasion_of(stage, "huyen-dong"), {of_duty(stage, "bao-cao-dong")});
  EXPECT_THAT(message.text, HasSubstr("báo cáo tình trạng cầu về Sở Giao thông"));
  EXPECT_EQ(first_gap(message.text), "");
}

/// A plan whose first report is due on a Sunday, with what is asked of its period.
Plan due_on_sunday(std::optional<PlannedReport> report = {}) {
  Plan plan = inspection_plan();
  plan.duties[0].due = {.kind = DueKind::date,
                        .raw = "chậm nhất ngày 20/12/2026",
                        .bound = Bound::by,
                        .day = day("2026-12-20")};
  plan.duties[0].due.report = report;
  return plan;
}

TEST(PlanNotice, NamesTheLegalEndOfADeadlineOnADayOff) {
  Stage stage{due_on_sunday()};
  stage.approved().numbered();
  const auto step = stage.must(PlanAction::notify, PlanInput{}, thu());
  const auto vi = told(stage, step, "huyen-dong");
  EXPECT_THAT(
      vi.text,
      HasSubstr("- báo cáo tình trạng cầu: chậm nhất ngày 20/12/2026 (chậm nhất hết Chủ nhật, "
                "20/12/2026; ngày làm việc cuối trước hạn: Thứ Sáu, 18/12/2026; nếu tính theo "
                "khoản 5 Điều 148 Bộ luật Dân sự thì đến hết Thứ Hai, 21/12/2026).\n"));
  EXPECT_THAT(vi.chat, AllOf(HasSubstr("Thứ Sáu, 18/12/2026"), Not(HasSubstr("148"))));
  EXPECT_THAT(told(stage, step, "huyen-dong", Language::en).text,
              HasSubstr("if counted by Civil Code Art. 148(5), until Mon, 21 Dec 2026"));
}

TEST(Reminder, OfEachKindNamesTheLegalEndAndHowItWasReached) {
  auto stage = begun(due_on_sunday());
  for (const auto* now :
       {"2026-12-13T08:00:00+07:00", "2026-12-19T08:00:00+07:00", "2026-12-21T08:00:00+07:00"}) {
    stage.now = at(now);
    const auto vi =
        compose_reminders(occasion_of(stage, "huyen-dong"), {of_duty(stage, "bao-cao-dong")});
    EXPECT_THAT(vi.text, AllOf(HasSubstr("148 Bộ luật Dân sự thì đến hết Thứ Hai, 21/12/2026)"),
                               HasSubstr("\nCách tính thời hạn: "),
                               HasSubstr("20/12/2026 (Chủ nhật) là ngày nghỉ, nghỉ hằng tuần")))
        << now;
    const auto en = compose_reminders(occasion_of(stage, "huyen-dong", Language::en),
                                      {of_duty(stage, "bao-cao-dong")});
    EXPECT_THAT(en.text, HasSubstr("How the date was reached: ")) << now;
    EXPECT_EQ(first_gap(vi.text), "") << now;
  }
}

TEST(Reminder, OfAnOverdueReportSaysUntilWhenItIsStillTaken) {
  auto stage = begun(due_on_sunday(PlannedReport{.grace_days = 3}));
  const auto text = [&](const char* now, Language language = Language::vi) {
    stage.now = at(now);
    return compose_reminders(occasion_of(stage, "huyen-dong", language),
                             {of_duty(stage, "bao-cao-dong")})
        .text;
  };
  const auto still = "\nBáo cáo nộp chậm còn được tiếp nhận đến hết Thứ Tư, 23/12/2026.\n";
  EXPECT_THAT(text("2026-12-21T08:00:00+07:00"), HasSubstr(still));
  EXPECT_THAT(text("2026-12-23T08:00:00+07:00"), HasSubstr(still)) << "its last day";
  EXPECT_THAT(text("2026-12-23T08:00:00+07:00", Language::en),
              HasSubstr("\nA late one is still taken until Wed, 23 Dec 2026.\n"));
  EXPECT_THAT(text("2026-12-24T08:00:00+07:00"),
              AllOf(HasSubstr("chưa nhận được"), Not(HasSubstr("nộp chậm"))))
      << "that is over";
  EXPECT_THAT(text("2026-12-19T08:00:00+07:00"), Not(HasSubstr(still))) << "it is not late yet";
}

TEST(Reminder, OfAnOverdueReportWithoutGracePromisesNothing) {
  auto stage = begun(due_on_sunday(PlannedReport{.grace_days = 0}));
  stage.now = at("2026-12-21T08:00:00+07:00");
  const auto message =
      compose_reminders(occasion_of(stage, "huyen-dong"), {of_duty(stage, "bao-cao-dong")});
  EXPECT_THAT(message.text, Not(HasSubstr("nộp chậm")));
}

}  // namespace
}  // namespace inspectord
