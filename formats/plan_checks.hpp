// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/plan/plan.hpp"

// Rules over several members of one object of a plan file, and names, titles and numbers that stand
// on one line. They run where each member by itself is right.

namespace inspectord {

class Decoder;
class Spot;

void check(const AgencyEntry&, const Spot&, Decoder&);
void check(const GroupEntry&, const Spot&, Decoder&);
void check(const Signer&, const Spot&, Decoder&);
void check(const Attachment&, const Spot&, Decoder&);
void check(const Duty&, const Spot&, Decoder&);
void check(const RecurringDuty&, const Spot&, Decoder&);
void check(const Visit&, const Spot&, Decoder&);
void check(const CitedDocument&, const Spot&, Decoder&);
void check(const Section&, const Spot&, Decoder&);
void check(const SubUnit&, const Spot&, Decoder&);
void check(const Session&, const Spot&, Decoder&);
void check(const AgendaItem&, const Spot&, Decoder&);
void check(const TeamMember&, const Spot&, Decoder&);
void check(const EventEntry&, const Spot&, Decoder&);
void check(const Debtor&, const Spot&,
           Decoder&);  ///< One of agency, group and role, or the words alone.
void check(const PlannedDue&, const Spot&,
           Decoder&);  ///< The members that its kind needs, and no others.
void check(const Lead&, const Spot&, Decoder&);
void check(const PlannedReport&, const Spot&, Decoder&);
void check(const PlanPeriod&, const Spot&, Decoder&);
void check(const Plan&, const Spot&, Decoder&);  ///< A year of our time; no agency above itself.

}  // namespace inspectord
