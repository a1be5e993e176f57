<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-License-Identifier: EUPL-1.2 -->
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AcknowledgeQuestion</name>
        <message>
            <source>I have read this</source>
            <translation>I have read this</translation>
        </message>
    </context>
    <context>
        <name>Answer</name>
        <message>
            <source>This question still needs an answer.</source>
            <translation>This question still needs an answer.</translation>
        </message>
        <message>
            <source>Write the date as day-month-year, for example 12-03-2026.</source>
            <translation>Write the date as day-month-year, for example 12-03-2026.</translation>
        </message>
        <message>
            <source>Write the time as hours:minutes, for example 09:05.</source>
            <translation>Write the time as hours:minutes, for example 09:05.</translation>
        </message>
        <message>
            <source>Write a number here.</source>
            <translation>Write a number here.</translation>
        </message>
        <message>
            <source>Write latitude and longitude in degrees, for example 52.3893, 6.2754.</source>
            <translation>Write latitude and longitude in degrees, for example 52.3893, 6.2754.</translation>
        </message>
        <message>
            <source>Write the year with four digits, for example 2026.</source>
            <translation>Write the year with four digits, for example 2026.</translation>
        </message>
    </context>
    <context>
        <name>AssignmentListModel</name>
        <message>
            <source>To correct</source>
            <translation>To correct</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Today</translation>
        </message>
        <message>
            <source>Upcoming</source>
            <translation>Upcoming</translation>
        </message>
        <message>
            <source>Handed in</source>
            <translation>Handed in</translation>
        </message>
        <message>
            <source>The office looks at it</source>
            <translation>The office looks at it</translation>
        </message>
        <message>
            <source>Approved</source>
            <translation>Approved</translation>
        </message>
        <message>
            <source>Not counted</source>
            <translation>Not counted</translation>
        </message>
        <message>
            <source>Sent back</source>
            <translation>Sent back</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Cancelled</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Expired</translation>
        </message>
        <message>
            <source>Withdrawn; your work is still handed in</source>
            <translation>Withdrawn; your work is still handed in</translation>
        </message>
        <message>
            <source>Begun</source>
            <translation>Begun</translation>
        </message>
        <message>
            <source>Handed in from another tablet</source>
            <translation>Handed in from another tablet</translation>
        </message>
        <message>
            <source>Begun on another tablet</source>
            <translation>Begun on another tablet</translation>
        </message>
        <message>
            <source>Past the deadline</source>
            <translation>Past the deadline</translation>
        </message>
        <message>
            <source>New</source>
            <translation>New</translation>
        </message>
        <message>
            <source>Hand in before %1</source>
            <translation>Hand in before %1</translation>
        </message>
        <message>
            <source>Waits for an answer</source>
            <translation>Waits for an answer</translation>
        </message>
    </context>
    <context>
        <name>AssignmentsPage</name>
        <message>
            <source>Assignments</source>
            <translation>Assignments</translation>
        </message>
        <message>
            <source>Nothing to do now</source>
            <translation>Nothing to do now</translation>
        </message>
        <message>
            <source>New assignments appear here by themselves as soon as the tablet has a connection. Meanwhile you can practise.</source>
            <translation>New assignments appear here by themselves as soon as the tablet has a connection. Meanwhile you can practise.</translation>
        </message>
        <message>
            <source>Practise a visit</source>
            <translation>Practise a visit</translation>
        </message>
        <message>
            <source>What to do now</source>
            <translation>What to do now</translation>
        </message>
    </context>
    <context>
        <name>BarcodeQuestion</name>
        <message>
            <source>Type the digits or letters below the code.</source>
            <translation>Type the digits or letters below the code.</translation>
        </message>
        <message>
            <source>Scan the code</source>
            <translation>Scan the code</translation>
        </message>
        <message>
            <source>Read the code from a picture</source>
            <translation>Read the code from a picture</translation>
        </message>
    </context>
    <context>
        <name>BriefingPage</name>
        <message>
            <source>Choose an assignment to read its briefing.</source>
            <translation>Choose an assignment to read its briefing.</translation>
        </message>
        <message>
            <source>‹ Assignments</source>
            <translation>‹ Assignments</translation>
        </message>
        <message>
            <source>Sent back by the reviewer</source>
            <translation>Sent back by the reviewer</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Accept</translation>
        </message>
        <message>
            <source>Decline…</source>
            <translation>Decline…</translation>
        </message>
        <message>
            <source>Hand back…</source>
            <translation>Hand back…</translation>
        </message>
        <message>
            <source>Appointment</source>
            <translation>Appointment</translation>
        </message>
        <message>
            <source>When</source>
            <translation>When</translation>
        </message>
        <message>
            <source>Hand in before</source>
            <translation>Hand in before</translation>
        </message>
        <message>
            <source>Opening hours</source>
            <translation>Opening hours</translation>
        </message>
        <message>
            <source>Wave</source>
            <translation>Wave</translation>
        </message>
        <message numerus="yes">
            <source>At most %n minute(s) of a clerk's time.</source>
            <translation>
                <numerusform>At most %n minute of a clerk's time.</numerusform>
                <numerusform>At most %n minutes of a clerk's time.</numerusform>
            </translation>
        </message>
        <message>
            <source>Answer key</source>
            <translation>Answer key</translation>
        </message>
        <message>
            <source>Decline this assignment?</source>
            <translation>Decline this assignment?</translation>
        </message>
        <message>
            <source>The office gives it to somebody else. Tell in a few words why.</source>
            <translation>The office gives it to somebody else. Tell in a few words why.</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Decline</translation>
        </message>
        <message>
            <source>Hand this assignment back?</source>
            <translation>Hand this assignment back?</translation>
        </message>
        <message>
            <source>The office gives it to somebody else, and what you filled in is removed. Tell in a few words why.</source>
            <translation>The office gives it to somebody else, and what you filled in is removed. Tell in a few words why.</translation>
        </message>
        <message>
            <source>Hand back</source>
            <translation>Hand back</translation>
        </message>
    </context>
    <context>
        <name>BriefingViewModel</name>
        <message>
            <source>The office set this visit aside and looks at it. You need not do anything.</source>
            <translation>The office set this visit aside and looks at it. You need not do anything.</translation>
        </message>
        <message>
            <source>The office withdrew this assignment. What you have begun can still be finished and handed in.</source>
            <translation>The office withdrew this assignment. What you have begun can still be finished and handed in.</translation>
        </message>
        <message>
            <source>This assignment has expired.</source>
            <translation>This assignment has expired.</translation>
        </message>
        <message>
            <source>A visit of this assignment was handed in from another tablet. What you began here is kept and can still be handed in; a reviewer then chooses.</source>
            <translation>A visit of this assignment was handed in from another tablet. What you began here is kept and can still be handed in; a reviewer then chooses.</translation>
        </message>
        <message>
            <source>This visit was begun on another tablet and can be finished there. If you start it here, it begins anew; what stands on the other tablet is kept.</source>
            <translation>This visit was begun on another tablet and can be finished there. If you start it here, it begins anew; what stands on the other tablet is kept.</translation>
        </message>
        <message>
            <source>The questionnaire has not arrived yet. Connect the tablet to the internet once.</source>
            <translation>The questionnaire has not arrived yet. Connect the tablet to the internet once.</translation>
        </message>
        <message>
            <source>Go on with the visit</source>
            <translation>Go on with the visit</translation>
        </message>
        <message>
            <source>Correct the visit</source>
            <translation>Correct the visit</translation>
        </message>
        <message>
            <source>Start the visit</source>
            <translation>Start the visit</translation>
        </message>
        <message>
            <source>Go on with the call</source>
            <translation>Go on with the call</translation>
        </message>
        <message>
            <source>Correct the call</source>
            <translation>Correct the call</translation>
        </message>
        <message>
            <source>Start the call</source>
            <translation>Start the call</translation>
        </message>
        <message>
            <source>Go on with the message</source>
            <translation>Go on with the message</translation>
        </message>
        <message>
            <source>Correct the message</source>
            <translation>Correct the message</translation>
        </message>
        <message>
            <source>Start the message</source>
            <translation>Start the message</translation>
        </message>
        <message>
            <source>This tablet has been out of touch with the office for too long. What to ask there is shown again as soon as it has a connection.</source>
            <translation>This tablet has been out of touch with the office for too long. What to ask there is shown again as soon as it has a connection.</translation>
        </message>
    </context>
    <context>
        <name>BundleCard</name>
        <message>
            <source>No network for a long time?</source>
            <translation>No network for a long time?</translation>
        </message>
        <message>
            <source>Save what waits to a file and bring or send it to the office. Nothing is removed here, and nothing is counted twice when the tablet sends it, too.</source>
            <translation>Save what waits to a file and bring or send it to the office. Nothing is removed here, and nothing is counted twice when the tablet sends it, too.</translation>
        </message>
        <message>
            <source>Save to a file for the office</source>
            <translation>Save to a file for the office</translation>
        </message>
    </context>
    <context>
        <name>CalendarSheet</name>
        <message>
            <source>Previous month</source>
            <translation>Previous month</translation>
        </message>
        <message>
            <source>Next month</source>
            <translation>Next month</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
    </context>
    <context>
        <name>CameraView</name>
        <message>
            <source>Take the photo</source>
            <translation>Take the photo</translation>
        </message>
    </context>
    <context>
        <name>ChoiceFinder</name>
        <message numerus="yes">
            <source>Search in %n answer(s)</source>
            <translation>
                <numerusform>Search in %n answer</numerusform>
                <numerusform>Search in %n answers</numerusform>
            </translation>
        </message>
        <message>
            <source>Search: %1</source>
            <translation>Search: %1</translation>
        </message>
        <message>
            <source>Nothing was found. Try other words.</source>
            <translation>Nothing was found. Try other words.</translation>
        </message>
        <message>
            <source>There are more: type to narrow them down.</source>
            <translation>There are more: type to narrow them down.</translation>
        </message>
        <message>
            <source>There is nothing to choose from yet. That may depend on another answer.</source>
            <translation>There is nothing to choose from yet. That may depend on another answer.</translation>
        </message>
    </context>
    <context>
        <name>ChoiceGrid</name>
        <message>
            <source>There is nothing to choose from yet. That may depend on another answer.</source>
            <translation>There is nothing to choose from yet. That may depend on another answer.</translation>
        </message>
    </context>
    <context>
        <name>ClockPage</name>
        <message>
            <source>Running time %1</source>
            <translation>Running time %1</translation>
        </message>
        <message>
            <source>Undo the last tap (%1 s)</source>
            <translation>Undo the last tap (%1 s)</translation>
        </message>
    </context>
    <context>
        <name>ClockViewModel</name>
        <message>
            <source>The tablet was restarted during the visit. The times are kept as measured and marked.</source>
            <translation>The tablet was restarted during the visit. The times are kept as measured and marked.</translation>
        </message>
        <message>
            <source>The times are not in the order of a visit. Look at them again.</source>
            <translation>The times are not in the order of a visit. Look at them again.</translation>
        </message>
        <message>
            <source>Arrived at the front door</source>
            <translation>Arrived at the front door</translation>
        </message>
        <message>
            <source>Checked in or took a ticket</source>
            <translation>Checked in or took a ticket</translation>
        </message>
        <message>
            <source>Called and spoken to</source>
            <translation>Called and spoken to</translation>
        </message>
        <message>
            <source>Finished and leaving</source>
            <translation>Finished and leaving</translation>
        </message>
        <message>
            <source>Write the time as hours:minutes:seconds, for example 10:05:30.</source>
            <translation>Write the time as hours:minutes:seconds, for example 10:05:30.</translation>
        </message>
    </context>
    <context>
        <name>CloserLook</name>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
    </context>
    <context>
        <name>CorrectionDialogue</name>
        <message>
            <source>The measured time stays in the record; yours is added, with your reason.</source>
            <translation>The measured time stays in the record; yours is added, with your reason.</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>hh:mm:ss</source>
            <translation>hh:mm:ss</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>Correct this time</source>
            <translation>Correct this time</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
    </context>
    <context>
        <name>CounterQuestion</name>
        <message>
            <source>One less</source>
            <translation>One less</translation>
        </message>
        <message>
            <source>One more</source>
            <translation>One more</translation>
        </message>
    </context>
    <context>
        <name>DateQuestion</name>
        <message>
            <source>dd-mm-yyyy</source>
            <translation>dd-mm-yyyy</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Today</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation>Calendar</translation>
        </message>
    </context>
    <context>
        <name>DrawingQuestion</name>
        <message>
            <source>Drawing for: %1</source>
            <translation>Drawing for: %1</translation>
        </message>
        <message>
            <source>Draw here: %1</source>
            <translation>Draw here: %1</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Keep</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>Draw on it</source>
            <translation>Draw on it</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Choose a file</translation>
        </message>
        <message>
            <source>Remove this drawing</source>
            <translation>Remove this drawing</translation>
        </message>
    </context>
    <context>
        <name>DropdownQuestion</name>
        <message>
            <source>Choose…</source>
            <translation>Choose…</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Opens the list of answers</source>
            <translation>Opens the list of answers</translation>
        </message>
        <message>
            <source>Clear this answer</source>
            <translation>Clear this answer</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
    </context>
    <context>
        <name>EnrolAgainCard</name>
        <message>
            <source>The office has to enrol this tablet again</source>
            <translation>The office has to enrol this tablet again</translation>
        </message>
        <message>
            <source>Its server was restored and does not know this tablet any more. Everything you made is still here: begun visits, visits you handed in, and photos. Ask your coordinator for a new code in your name and type it here. Then everything is sent by itself.</source>
            <translation>Its server was restored and does not know this tablet any more. Everything you made is still here: begun visits, visits you handed in, and photos. Ask your coordinator for a new code in your name and type it here. Then everything is sent by itself.</translation>
        </message>
        <message>
            <source>Enrolment code</source>
            <translation>Enrolment code</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Connecting…</translation>
        </message>
        <message>
            <source>Enrol again</source>
            <translation>Enrol again</translation>
        </message>
    </context>
    <context>
        <name>EnrolPage</name>
        <message>
            <source>Welcome to Balieblik</source>
            <translation>Welcome to Balieblik</translation>
        </message>
        <message>
            <source>Connect this tablet to your organisation once. Ask your coordinator for an invitation; it is valid for 24 hours.</source>
            <translation>Connect this tablet to your organisation once. Ask your coordinator for an invitation; it is valid for 24 hours.</translation>
        </message>
        <message>
            <source>Name of this tablet</source>
            <translation>Name of this tablet</translation>
        </message>
        <message>
            <source>Invitation</source>
            <translation>Invitation</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Connecting…</translation>
        </message>
        <message>
            <source>Connect this tablet</source>
            <translation>Connect this tablet</translation>
        </message>
        <message>
            <source>Type address and code instead</source>
            <translation>Type address and code instead</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Address</translation>
        </message>
        <message>
            <source>Enrolment code</source>
            <translation>Enrolment code</translation>
        </message>
        <message>
            <source>Paste an invitation instead</source>
            <translation>Paste an invitation instead</translation>
        </message>
        <message>
            <source>Compare these six words</source>
            <translation>Compare these six words</translation>
        </message>
        <message>
            <source>The console shows six words beside the code. Are they the same, in the same order?</source>
            <translation>The console shows six words beside the code. Are they the same, in the same order?</translation>
        </message>
        <message>
            <source>Yes, all six are the same</source>
            <translation>Yes, all six are the same</translation>
        </message>
        <message>
            <source>No, something differs</source>
            <translation>No, something differs</translation>
        </message>
        <message>
            <source>Scan the square code</source>
            <translation>Scan the square code</translation>
        </message>
        <message>
            <source>Read the code from a picture</source>
            <translation>Read the code from a picture</translation>
        </message>
        <message>
            <source>Or paste the text that the console shows under the square code.</source>
            <translation>Or paste the text that the console shows under the square code.</translation>
        </message>
        <message>
            <source>Hold the tablet before the console, so that the code fills the frame. Nothing is recorded.</source>
            <translation>Hold the tablet before the console, so that the code fills the frame. Nothing is recorded.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Photos (*.jpg *.jpeg *.png)</source>
            <translation>Photos (*.jpg *.jpeg *.png)</translation>
        </message>
    </context>
    <context>
        <name>EnrolViewModel</name>
        <message>
            <source>This is not an invitation of Balieblik. Copy the whole text from the console.</source>
            <translation>This is not an invitation of Balieblik. Copy the whole text from the console.</translation>
        </message>
        <message>
            <source>Write the address as the console shows it, for example https://balieblik.example.</source>
            <translation>Write the address as the console shows it, for example https://balieblik.example.</translation>
        </message>
        <message>
            <source>There is no square code to be read in this picture. Take it from nearer, straight and in focus.</source>
            <translation>There is no square code to be read in this picture. Take it from nearer, straight and in focus.</translation>
        </message>
    </context>
    <context>
        <name>FieldWords</name>
        <message>
            <source>The counter is closed</source>
            <translation>The counter is closed</translation>
        </message>
        <message>
            <source>I was recognised</source>
            <translation>I was recognised</translation>
        </message>
        <message>
            <source>It is not safe</source>
            <translation>It is not safe</translation>
        </message>
        <message>
            <source>An outage at the counter</source>
            <translation>An outage at the counter</translation>
        </message>
        <message>
            <source>I am ill</source>
            <translation>I am ill</translation>
        </message>
        <message>
            <source>The briefing is wrong</source>
            <translation>The briefing is wrong</translation>
        </message>
        <message>
            <source>The times do not fit together.</source>
            <translation>The times do not fit together.</translation>
        </message>
        <message>
            <source>Some answers contradict each other.</source>
            <translation>Some answers contradict each other.</translation>
        </message>
        <message>
            <source>A remark tells who a person is.</source>
            <translation>A remark tells who a person is.</translation>
        </message>
        <message>
            <source>A photo shows a person.</source>
            <translation>A photo shows a person.</translation>
        </message>
        <message>
            <source>A photo is missing.</source>
            <translation>A photo is missing.</translation>
        </message>
        <message>
            <source>The scenario was not followed.</source>
            <translation>The scenario was not followed.</translation>
        </message>
        <message>
            <source>This seems to be another location.</source>
            <translation>This seems to be another location.</translation>
        </message>
        <message>
            <source>You were recognised.</source>
            <translation>You were recognised.</translation>
        </message>
        <message>
            <source>See the remark.</source>
            <translation>See the remark.</translation>
        </message>
        <message>
            <source>Begun</source>
            <translation>Begun</translation>
        </message>
        <message>
            <source>Saved on this tablet</source>
            <translation>Saved on this tablet</translation>
        </message>
        <message>
            <source>Received by the office</source>
            <translation>Received by the office</translation>
        </message>
        <message>
            <source>Complete, photos included</source>
            <translation>Complete, photos included</translation>
        </message>
        <message>
            <source>Backed up</source>
            <translation>Backed up</translation>
        </message>
        <message>
            <source>%1, %2 to %3</source>
            <translation>%1, %2 to %3</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 to %2</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>closed</translation>
        </message>
        <message>
            <source>It cannot be reached</source>
            <translation>It cannot be reached</translation>
        </message>
        <message>
            <source>An outage</source>
            <translation>An outage</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Address</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>Number to call</translation>
        </message>
        <message>
            <source>Write to</source>
            <translation>Write to</translation>
        </message>
    </context>
    <context>
        <name>FileQuestion</name>
        <message>
            <source>One file is attached.</source>
            <translation>One file is attached.</translation>
        </message>
        <message>
            <source>File for: %1</source>
            <translation>File for: %1</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Choose a file</translation>
        </message>
        <message>
            <source>Remove this file</source>
            <translation>Remove this file</translation>
        </message>
    </context>
    <context>
        <name>FormViewModel</name>
        <message>
            <source>This question still needs an answer.</source>
            <translation>This question still needs an answer.</translation>
        </message>
        <message>
            <source>Page %1</source>
            <translation>Page %1</translation>
        </message>
        <message>
            <source>There is no code to be read in this picture. Take it from nearer, straight and in focus.</source>
            <translation>There is no code to be read in this picture. Take it from nearer, straight and in focus.</translation>
        </message>
        <message>
            <source>This waits for something to happen. Once its time has passed it closes by itself.</source>
            <translation>This waits for something to happen. Once its time has passed it closes by itself.</translation>
        </message>
    </context>
    <context>
        <name>Illustration</name>
        <message>
            <source>Picture for: %1</source>
            <translation>Picture for: %1</translation>
        </message>
    </context>
    <context>
        <name>ImageMapQuestion</name>
        <message>
            <source>Picture for: %1</source>
            <translation>Picture for: %1</translation>
        </message>
        <message>
            <source>Touch a part to choose it. The same choices stand in the list.</source>
            <translation>Touch a part to choose it. The same choices stand in the list.</translation>
        </message>
    </context>
    <context>
        <name>InstanceQuestion</name>
        <message>
            <source>Remove</source>
            <translation>Remove</translation>
        </message>
    </context>
    <context>
        <name>LadderCard</name>
        <message>
            <source>Saved</source>
            <translation>Saved</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Received</translation>
        </message>
        <message>
            <source>Complete</source>
            <translation>Complete</translation>
        </message>
        <message>
            <source>Backed up</source>
            <translation>Backed up</translation>
        </message>
    </context>
    <context>
        <name>LapButton</name>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Tap now when this happens</source>
            <translation>Tap now when this happens</translation>
        </message>
        <message>
            <source>Not tapped. Tap to fill it in.</source>
            <translation>Not tapped. Tap to fill it in.</translation>
        </message>
        <message>
            <source>Measured %1. Corrected: %2</source>
            <translation>Measured %1. Corrected: %2</translation>
        </message>
        <message>
            <source>Tap to correct</source>
            <translation>Tap to correct</translation>
        </message>
    </context>
    <context>
        <name>LapQuestion</name>
        <message>
            <source>not yet</source>
            <translation>not yet</translation>
        </message>
        <message>
            <source>Correct on the wait clock</source>
            <translation>Correct on the wait clock</translation>
        </message>
        <message>
            <source>Open the wait clock</source>
            <translation>Open the wait clock</translation>
        </message>
    </context>
    <context>
        <name>Main</name>
        <message>
            <source>Balieblik</source>
            <translation>Balieblik</translation>
        </message>
    </context>
    <context>
        <name>MapQuestion</name>
        <message>
            <source>Places for: %1</source>
            <translation>Places for: %1</translation>
        </message>
        <message>
            <source>Chosen: %1</source>
            <translation>Chosen: %1</translation>
        </message>
    </context>
    <context>
        <name>MissingPage</name>
        <message>
            <source>Ready to hand in</source>
            <translation>Ready to hand in</translation>
        </message>
        <message>
            <source>What is missing</source>
            <translation>What is missing</translation>
        </message>
        <message>
            <source>Every question that applies has an answer.</source>
            <translation>Every question that applies has an answer.</translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) still need attention. Tap one to go there.</source>
            <translation>
                <numerusform>%n question still needs attention. Tap one to go there.</numerusform>
                <numerusform>%n questions still need attention. Tap one to go there.</numerusform>
            </translation>
        </message>
        <message>
            <source>Finish the practice visit</source>
            <translation>Finish the practice visit</translation>
        </message>
        <message>
            <source>Seal and hand in</source>
            <translation>Seal and hand in</translation>
        </message>
        <message>
            <source>A practice visit is never sent. You see its score afterwards.</source>
            <translation>A practice visit is never sent. You see its score afterwards.</translation>
        </message>
        <message>
            <source>After sealing the visit no longer changes. It is sent as soon as there is a connection.</source>
            <translation>After sealing the visit no longer changes. It is sent as soon as there is a connection.</translation>
        </message>
        <message>
            <source>Finish the practice visit?</source>
            <translation>Finish the practice visit?</translation>
        </message>
        <message>
            <source>Seal this visit?</source>
            <translation>Seal this visit?</translation>
        </message>
        <message>
            <source>It is not sent to anybody.</source>
            <translation>It is not sent to anybody.</translation>
        </message>
        <message>
            <source>You then cannot change it any more, unless a reviewer sends it back.</source>
            <translation>You then cannot change it any more, unless a reviewer sends it back.</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Finish</translation>
        </message>
        <message>
            <source>Seal</source>
            <translation>Seal</translation>
        </message>
        <message>
            <source>Not yet</source>
            <translation>Not yet</translation>
        </message>
    </context>
    <context>
        <name>MomentQuestion</name>
        <message>
            <source>%1, day</source>
            <translation>%1, day</translation>
        </message>
        <message>
            <source>hh:mm</source>
            <translation>hh:mm</translation>
        </message>
        <message>
            <source>%1, time</source>
            <translation>%1, time</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Now</translation>
        </message>
    </context>
    <context>
        <name>MonthYearQuestion</name>
        <message>
            <source>Year before</source>
            <translation>Year before</translation>
        </message>
        <message>
            <source>Year after</source>
            <translation>Year after</translation>
        </message>
    </context>
    <context>
        <name>MoveDialogue</name>
        <message>
            <source>Go on with version %1 of the questionnaire?</source>
            <translation>Go on with version %1 of the questionnaire?</translation>
        </message>
        <message>
            <source>The office published a newer version while you were filling in this one. You may finish as you began, or go over now.</source>
            <translation>The office published a newer version while you were filling in this one. You may finish as you began, or go over now.</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s) go along.</source>
            <translation>
                <numerusform>%n answer goes along.</numerusform>
                <numerusform>%n answers go along.</numerusform>
            </translation>
        </message>
        <message>
            <source>Do not fit the newer version</source>
            <translation>Do not fit the newer version</translation>
        </message>
        <message>
            <source>They stay in this visit's log; nothing is lost.</source>
            <translation>They stay in this visit's log; nothing is lost.</translation>
        </message>
        <message>
            <source>Asked besides</source>
            <translation>Asked besides</translation>
        </message>
        <message>
            <source>Go over to version %1</source>
            <translation>Go over to version %1</translation>
        </message>
        <message>
            <source>Finish as I began</source>
            <translation>Finish as I began</translation>
        </message>
    </context>
    <context>
        <name>MoveViewModel</name>
        <message>
            <source>This question is no longer asked.</source>
            <translation>This question is no longer asked.</translation>
        </message>
        <message>
            <source>This question wants another kind of answer now.</source>
            <translation>This question wants another kind of answer now.</translation>
        </message>
        <message>
            <source>This answer can no longer be chosen.</source>
            <translation>This answer can no longer be chosen.</translation>
        </message>
        <message>
            <source>The newer version does not take this answer.</source>
            <translation>The newer version does not take this answer.</translation>
        </message>
    </context>
    <context>
        <name>NavigationBar</name>
        <message>
            <source>Main pages</source>
            <translation>Main pages</translation>
        </message>
        <message>
            <source>Balieblik</source>
            <translation>Balieblik</translation>
        </message>
        <message>
            <source>Assignments</source>
            <translation>Assignments</translation>
        </message>
        <message>
            <source>Sending (%1)</source>
            <translation>Sending (%1)</translation>
        </message>
        <message>
            <source>Sending</source>
            <translation>Sending</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>Lock</translation>
        </message>
    </context>
    <context>
        <name>OfferCard</name>
        <message>
            <source>The office kept a visit that you began</source>
            <translation>The office kept a visit that you began</translation>
        </message>
        <message>
            <source>Answers and times come along. Photos stay on the other tablet; take them again if you can.</source>
            <translation>Answers and times come along. Photos stay on the other tablet; take them again if you can.</translation>
        </message>
        <message>
            <source>Take it back and go on here</source>
            <translation>Take it back and go on here</translation>
        </message>
        <message>
            <source>Leave it after all</source>
            <translation>Leave it after all</translation>
        </message>
        <message>
            <source>Not needed here</source>
            <translation>Not needed here</translation>
        </message>
        <message>
            <source>If you do not need it: the office keeps it all the same, and it is shown again when something is added to it elsewhere.</source>
            <translation>If you do not need it: the office keeps it all the same, and it is shown again when something is added to it elsewhere.</translation>
        </message>
    </context>
    <context>
        <name>OffersViewModel</name>
        <message>
            <source>It comes as soon as there is a connection.</source>
            <translation>It comes as soon as there is a connection.</translation>
        </message>
        <message>
            <source>A visit that is no longer assigned to you</source>
            <translation>A visit that is no longer assigned to you</translation>
        </message>
        <message>
            <source>Begun on %1, as of %2</source>
            <translation>Begun on %1, as of %2</translation>
        </message>
        <message>
            <source>That tablet is still in use. If you have it at hand, go on there: what you wrote on it since is not here.</source>
            <translation>That tablet is still in use. If you have it at hand, go on there: what you wrote on it since is not here.</translation>
        </message>
    </context>
    <context>
        <name>PhotoQuestion</name>
        <message>
            <source>Photo for: %1</source>
            <translation>Photo for: %1</translation>
        </message>
        <message>
            <source>Take a photo</source>
            <translation>Take a photo</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Choose a file</translation>
        </message>
        <message>
            <source>Remove this photo</source>
            <translation>Remove this photo</translation>
        </message>
    </context>
    <context>
        <name>PickerQuestion</name>
        <message>
            <source>Choose a number</source>
            <translation>Choose a number</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Take %1</source>
            <translation>Take %1</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
    </context>
    <context>
        <name>Place</name>
        <message>
            <source>N</source>
            <translation>N</translation>
        </message>
        <message>
            <source>S</source>
            <translation>S</translation>
        </message>
        <message>
            <source>E</source>
            <translation>E</translation>
        </message>
        <message>
            <source>W</source>
            <translation>W</translation>
        </message>
        <message>
            <source>(within %1 m)</source>
            <translation>(within %1 m)</translation>
        </message>
    </context>
    <context>
        <name>PlaceEntry</name>
        <message>
            <source>Searching for this place…</source>
            <translation>Searching for this place…</translation>
        </message>
        <message>
            <source>Use this place</source>
            <translation>Use this place</translation>
        </message>
        <message>
            <source>Latitude, longitude</source>
            <translation>Latitude, longitude</translation>
        </message>
        <message>
            <source>%1: latitude, longitude</source>
            <translation>%1: latitude, longitude</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Add</translation>
        </message>
    </context>
    <context>
        <name>PlacePlane</name>
        <message>
            <source>Closer</source>
            <translation>Closer</translation>
        </message>
        <message>
            <source>Farther</source>
            <translation>Farther</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Everything</translation>
        </message>
    </context>
    <context>
        <name>PlaceQuestion</name>
        <message>
            <source>Clear this answer</source>
            <translation>Clear this answer</translation>
        </message>
        <message>
            <source>Touch where it is: %1</source>
            <translation>Touch where it is: %1</translation>
        </message>
    </context>
    <context>
        <name>PositionViewModel</name>
        <message>
            <source>This tablet does not allow the app to know where it is. Type the place instead.</source>
            <translation>This tablet does not allow the app to know where it is. Type the place instead.</translation>
        </message>
        <message>
            <source>The place was not found. Go outside and try again, or type it.</source>
            <translation>The place was not found. Go outside and try again, or type it.</translation>
        </message>
    </context>
    <context>
        <name>PracticePage</name>
        <message>
            <source>Practice visit: what it would have been worth</source>
            <translation>Practice visit: what it would have been worth</translation>
        </message>
        <message>
            <source>Only for practice. Real visits never show a score, so that it cannot steer you. Nothing of this is sent.</source>
            <translation>Only for practice. Real visits never show a score, so that it cannot steer you. Nothing of this is sent.</translation>
        </message>
        <message>
            <source>Index, 0 to 100</source>
            <translation>Index, 0 to 100</translation>
        </message>
        <message>
            <source>Weight in the index: %1</source>
            <translation>Weight in the index: %1</translation>
        </message>
        <message>
            <source>Throw this practice visit away</source>
            <translation>Throw this practice visit away</translation>
        </message>
    </context>
    <context>
        <name>PracticeViewModel</name>
        <message>
            <source>Access</source>
            <translation>Access</translation>
        </message>
        <message>
            <source>Surroundings</source>
            <translation>Surroundings</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Waiting</translation>
        </message>
        <message>
            <source>Tone</source>
            <translation>Tone</translation>
        </message>
        <message>
            <source>Knowledge</source>
            <translation>Knowledge</translation>
        </message>
        <message>
            <source>The rule</source>
            <translation>The rule</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Result</translation>
        </message>
        <message>
            <source>none</source>
            <translation>none</translation>
        </message>
        <message>
            <source>Waited %1; the norm is %2.</source>
            <translation>Waited %1; the norm is %2.</translation>
        </message>
        <message>
            <source>does not count</source>
            <translation>does not count</translation>
        </message>
    </context>
    <context>
        <name>Question</name>
        <message>
            <source>%1 (required)</source>
            <translation>%1 (required)</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Saving…</translation>
        </message>
        <message>
            <source>Saved ✓</source>
            <translation>Saved ✓</translation>
        </message>
        <message>
            <source>Hide the explanation</source>
            <translation>Hide the explanation</translation>
        </message>
        <message>
            <source>Show the explanation</source>
            <translation>Show the explanation</translation>
        </message>
        <message>
            <source>Look closer</source>
            <translation>Look closer</translation>
        </message>
        <message>
            <source>Shows the pictures of this question larger</source>
            <translation>Shows the pictures of this question larger</translation>
        </message>
    </context>
    <context>
        <name>RankQuestion</name>
        <message>
            <source>%1, place %2</source>
            <translation>%1, place %2</translation>
        </message>
        <message>
            <source>Move %1 up</source>
            <translation>Move %1 up</translation>
        </message>
        <message>
            <source>Move %1 down</source>
            <translation>Move %1 down</translation>
        </message>
        <message>
            <source>This order is right</source>
            <translation>This order is right</translation>
        </message>
    </context>
    <context>
        <name>RatingQuestion</name>
        <message>
            <source>%1 of %2 stars</source>
            <translation>%1 of %2 stars</translation>
        </message>
    </context>
    <context>
        <name>ReasonDialogue</name>
        <message>
            <source>Reason</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
    </context>
    <context>
        <name>RecoveryPage</name>
        <message>
            <source>Forgotten PIN</source>
            <translation>Forgotten PIN</translation>
        </message>
        <message>
            <source>Forgotten pass-phrase</source>
            <translation>Forgotten pass-phrase</translation>
        </message>
        <message>
            <source>Two people at the office can open this tablet together. Nothing on it is lost. It needs a connection to the network; call your coordinator as well, so that they know it is you.</source>
            <translation>Two people at the office can open this tablet together. Nothing on it is lost. It needs a connection to the network; call your coordinator as well, so that they know it is you.</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>One moment…</translation>
        </message>
        <message>
            <source>Ask the office</source>
            <translation>Ask the office</translation>
        </message>
        <message>
            <source>Read these six words out</source>
            <translation>Read these six words out</translation>
        </message>
        <message>
            <source>The office sees six words beside your request. They only agree if those are the same, in the same order.</source>
            <translation>The office sees six words beside your request. They only agree if those are the same, in the same order.</translation>
        </message>
        <message>
            <source>Choose another PIN</source>
            <translation>Choose another PIN</translation>
        </message>
        <message>
            <source>Choose another pass-phrase</source>
            <translation>Choose another pass-phrase</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Pass-phrase</source>
            <translation>Pass-phrase</translation>
        </message>
        <message>
            <source>Once more</source>
            <translation>Once more</translation>
        </message>
        <message>
            <source>Open this tablet</source>
            <translation>Open this tablet</translation>
        </message>
        <message>
            <source>Back to the lock</source>
            <translation>Back to the lock</translation>
        </message>
    </context>
    <context>
        <name>RecoveryViewModel</name>
        <message>
            <source>The office was asked. Two people there have to agree; leave this page open.</source>
            <translation>The office was asked. Two people there have to agree; leave this page open.</translation>
        </message>
        <message>
            <source>One of two people has agreed. Leave this page open.</source>
            <translation>One of two people has agreed. Leave this page open.</translation>
        </message>
        <message>
            <source>Two people have agreed.</source>
            <translation>Two people have agreed.</translation>
        </message>
        <message>
            <source>The office does not open this tablet. Call your coordinator.</source>
            <translation>The office does not open this tablet. Call your coordinator.</translation>
        </message>
        <message>
            <source>Nobody answered within a day. Ask again.</source>
            <translation>Nobody answered within a day. Ask again.</translation>
        </message>
        <message>
            <source>Both entries must be the same.</source>
            <translation>Both entries must be the same.</translation>
        </message>
    </context>
    <context>
        <name>RepeatQuestion</name>
        <message>
            <source>Add one more</source>
            <translation>Add one more</translation>
        </message>
    </context>
    <context>
        <name>SearchQuestion</name>
        <message>
            <source>Chosen: %1</source>
            <translation>Chosen: %1</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Clear</translation>
        </message>
    </context>
    <context>
        <name>SecretField</name>
        <message>
            <source>Hide</source>
            <translation>Hide</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Show</translation>
        </message>
    </context>
    <context>
        <name>SecretPage</name>
        <message>
            <source>Choose a PIN</source>
            <translation>Choose a PIN</translation>
        </message>
        <message>
            <source>Choose a pass-phrase</source>
            <translation>Choose a pass-phrase</translation>
        </message>
        <message>
            <source>At least 6 digits, no simple row. It protects everything on this tablet.</source>
            <translation>At least 6 digits, no simple row. It protects everything on this tablet.</translation>
        </message>
        <message>
            <source>This tablet has no key store, so a PIN would be too weak. Use at least 12 characters, for example a few words. It protects everything on this tablet.</source>
            <translation>This tablet has no key store, so a PIN would be too weak. Use at least 12 characters, for example a few words. It protects everything on this tablet.</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Pass-phrase</source>
            <translation>Pass-phrase</translation>
        </message>
        <message>
            <source>Once more</source>
            <translation>Once more</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>One moment…</translation>
        </message>
        <message>
            <source>Protect this tablet</source>
            <translation>Protect this tablet</translation>
        </message>
        <message>
            <source>Nobody can look it up. If you forget it, two people at the office can open the tablet together, once it has a network. Nothing on it is lost.</source>
            <translation>Nobody can look it up. If you forget it, two people at the office can open the tablet together, once it has a network. Nothing on it is lost.</translation>
        </message>
    </context>
    <context>
        <name>SectionPage</name>
        <message>
            <source>Sent back by the reviewer</source>
            <translation>Sent back by the reviewer</translation>
        </message>
        <message>
            <source>Choose a photo from this device?</source>
            <translation>Choose a photo from this device?</translation>
        </message>
        <message>
            <source>Balieblik takes a copy, without place and time. The original stays where it is, unprotected: remove it yourself.</source>
            <translation>Balieblik takes a copy, without place and time. The original stays where it is, unprotected: remove it yourself.</translation>
        </message>
        <message>
            <source>No people, no names and no desk numbers, please.</source>
            <translation>No people, no names and no desk numbers, please.</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Choose a file</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Photos (*.jpg *.jpeg *.png)</source>
            <translation>Photos (*.jpg *.jpeg *.png)</translation>
        </message>
        <message>
            <source>Take a photo</source>
            <translation>Take a photo</translation>
        </message>
        <message>
            <source>Choose a photo</source>
            <translation>Choose a photo</translation>
        </message>
        <message>
            <source>Photos and PDF (*.jpg *.jpeg *.png *.pdf)</source>
            <translation>Photos and PDF (*.jpg *.jpeg *.png *.pdf)</translation>
        </message>
        <message>
            <source>Scan the code</source>
            <translation>Scan the code</translation>
        </message>
        <message>
            <source>Hold the code before the camera, so that it fills the frame. Nothing is recorded.</source>
            <translation>Hold the code before the camera, so that it fills the frame. Nothing is recorded.</translation>
        </message>
        <message>
            <source>Read the code from a picture</source>
            <translation>Read the code from a picture</translation>
        </message>
        <message>
            <source>Picture for: %1</source>
            <translation>Picture for: %1</translation>
        </message>
    </context>
    <context>
        <name>SectionRow</name>
        <message>
            <source>✓ complete</source>
            <translation>✓ complete</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 of %2</translation>
        </message>
        <message>
            <source>Nothing required</source>
            <translation>Nothing required</translation>
        </message>
    </context>
    <context>
        <name>SectionRows</name>
        <message>
            <source>What is missing (%1)</source>
            <translation>What is missing (%1)</translation>
        </message>
        <message>
            <source>Check and hand in</source>
            <translation>Check and hand in</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Settings</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Language</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Appearance</translation>
        </message>
        <message>
            <source>As the tablet is set</source>
            <translation>As the tablet is set</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Light</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dark</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Text size</translation>
        </message>
        <message>
            <source>Change the PIN</source>
            <translation>Change the PIN</translation>
        </message>
        <message>
            <source>Change the pass-phrase</source>
            <translation>Change the pass-phrase</translation>
        </message>
        <message>
            <source>Present one</source>
            <translation>Present one</translation>
        </message>
        <message>
            <source>New one</source>
            <translation>New one</translation>
        </message>
        <message>
            <source>New one once more</source>
            <translation>New one once more</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>One moment…</translation>
        </message>
        <message>
            <source>Change it</source>
            <translation>Change it</translation>
        </message>
        <message>
            <source>Changed.</source>
            <translation>Changed.</translation>
        </message>
        <message>
            <source>What this tablet stores</source>
            <translation>What this tablet stores</translation>
        </message>
        <message>
            <source>Your assignments, the visits you fill in and their photos, encrypted from the first keystroke. Times of the wait clock with the tablet's clock readings. No place of the tablet, no sound, no film, nothing about who the clerks are.</source>
            <translation>Your assignments, the visits you fill in and their photos, encrypted from the first keystroke. Times of the wait clock with the tablet's clock readings. No place of the tablet, no sound, no film, nothing about who the clerks are.</translation>
        </message>
        <message>
            <source>A visit is removed from the tablet two weeks after the office has decided on it, once a signed receipt says that it is in a verified backup there.</source>
            <translation>A visit is removed from the tablet two weeks after the office has decided on it, once a signed receipt says that it is in a verified backup there.</translation>
        </message>
        <message>
            <source>About</source>
            <translation>About</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>Organisation</translation>
        </message>
        <message>
            <source>Your alias</source>
            <translation>Your alias</translation>
        </message>
        <message>
            <source>This tablet</source>
            <translation>This tablet</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Licence</translation>
        </message>
        <message>
            <source>While you fill in a visit the office keeps a sealed copy of your answers, without photos, so that you can go on with it on another tablet if this one is lost. It goes when the visit is handed in or given back, and after thirty days without this tablet.</source>
            <translation>While you fill in a visit the office keeps a sealed copy of your answers, without photos, so that you can go on with it on another tablet if this one is lost. It goes when the visit is handed in or given back, and after thirty days without this tablet.</translation>
        </message>
    </context>
    <context>
        <name>SliderQuestion</name>
        <message>
            <source>Less</source>
            <translation>Less</translation>
        </message>
        <message>
            <source>Touch the line</source>
            <translation>Touch the line</translation>
        </message>
        <message>
            <source>More</source>
            <translation>More</translation>
        </message>
    </context>
    <context>
        <name>SyncPage</name>
        <message>
            <source>Sending</source>
            <translation>Sending</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>Sending…</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Send now</translation>
        </message>
        <message>
            <source>Still on this tablet</source>
            <translation>Still on this tablet</translation>
        </message>
        <message>
            <source>Visits handed in</source>
            <translation>Visits handed in</translation>
        </message>
        <message>
            <source>None yet.</source>
            <translation>None yet.</translation>
        </message>
        <message>
            <source>Waiting for an answer</source>
            <translation>Waiting for an answer</translation>
        </message>
        <message>
            <source>These stay open until a call-back or a reply comes. Once its time has passed the question closes by itself; then finish the rest and hand it in.</source>
            <translation>These stay open until a call-back or a reply comes. Once its time has passed the question closes by itself; then finish the rest and hand it in.</translation>
        </message>
        <message>
            <source>Photos of a visit that you have begun are on this tablet only, until you hand the visit in. Of your answers and times the office is sent a copy while you work.</source>
            <translation>Photos of a visit that you have begun are on this tablet only, until you hand the visit in. Of your answers and times the office is sent a copy while you work.</translation>
        </message>
    </context>
    <context>
        <name>SyncViewModel</name>
        <message>
            <source>The tablet is locked. Sending goes on when you unlock it.</source>
            <translation>The tablet is locked. Sending goes on when you unlock it.</translation>
        </message>
        <message>
            <source>Exchanging with the office…</source>
            <translation>Exchanging with the office…</translation>
        </message>
        <message>
            <source>Everything is at the office.</source>
            <translation>Everything is at the office.</translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) still to send.</source>
            <translation>
                <numerusform>%n item still to send.</numerusform>
                <numerusform>%n items still to send.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>No connection. %n item(s) wait here safely and are sent by themselves later.</source>
            <translation>
                <numerusform>No connection. %n item waits here safely and is sent by itself later.</numerusform>
                <numerusform>No connection. %n items wait here safely and are sent by themselves later.</numerusform>
            </translation>
        </message>
        <message>
            <source>Last contact: %1</source>
            <translation>Last contact: %1</translation>
        </message>
        <message>
            <source>No contact yet.</source>
            <translation>No contact yet.</translation>
        </message>
        <message>
            <source>Messages about assignments</source>
            <translation>Messages about assignments</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>Visits</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Photos</translation>
        </message>
        <message>
            <source>Could not be done: %1</source>
            <translation>Could not be done: %1</translation>
        </message>
        <message>
            <source>Version %1</source>
            <translation>Version %1</translation>
        </message>
        <message>
            <source>Arrived late; a reviewer decides whether it counts.</source>
            <translation>Arrived late; a reviewer decides whether it counts.</translation>
        </message>
        <message>
            <source>Set aside by the office, which looks at it.</source>
            <translation>Set aside by the office, which looks at it.</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Visit</translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) wait for an answer.</source>
            <translation>
                <numerusform>%n question waits for an answer.</numerusform>
                <numerusform>%n questions wait for an answer.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s) saved to %1. Only the office can open this file.</source>
            <translation>
                <numerusform>%n item saved to %1. Only the office can open this file.</numerusform>
                <numerusform>%n items saved to %1. Only the office can open this file.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) could not be read whole.</source>
            <translation>
                <numerusform>%n photo could not be read whole.</numerusform>
                <numerusform>%n photos could not be read whole.</numerusform>
            </translation>
        </message>
        <message>
            <source>This tablet has been out of touch with the office for too long. Until it has a network again no visit can be begun and no old one read. A visit that was begun can be finished. Nothing is lost.</source>
            <translation>This tablet has been out of touch with the office for too long. Until it has a network again no visit can be begun and no old one read. A visit that was begun can be finished. Nothing is lost.</translation>
        </message>
        <message numerus="yes">
            <source>%n begun visit(s) changed since the office last kept a copy.</source>
            <translation>
                <numerusform>%n begun visit changed since the office last kept a copy.</numerusform>
                <numerusform>%n begun visits changed since the office last kept a copy.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TimeQuestion</name>
        <message>
            <source>hh:mm</source>
            <translation>hh:mm</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Now</translation>
        </message>
    </context>
    <context>
        <name>TraceQuestion</name>
        <message>
            <source>An area needs at least three places.</source>
            <translation>An area needs at least three places.</translation>
        </message>
        <message>
            <source>A line needs at least two places.</source>
            <translation>A line needs at least two places.</translation>
        </message>
        <message>
            <source>Take the last place back</source>
            <translation>Take the last place back</translation>
        </message>
    </context>
    <context>
        <name>UnlockPage</name>
        <message>
            <source>Balieblik is locked</source>
            <translation>Balieblik is locked</translation>
        </message>
        <message>
            <source>Nothing can be read or sent until you unlock it.</source>
            <translation>Nothing can be read or sent until you unlock it.</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Pass-phrase</source>
            <translation>Pass-phrase</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>One moment…</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Unlock</translation>
        </message>
        <message>
            <source>Wait clock · %1</source>
            <translation>Wait clock · %1</translation>
        </message>
        <message>
            <source>Wait clock</source>
            <translation>Wait clock</translation>
        </message>
        <message>
            <source>‹ Back</source>
            <translation>‹ Back</translation>
        </message>
        <message>
            <source>I forgot my PIN</source>
            <translation>I forgot my PIN</translation>
        </message>
        <message>
            <source>I forgot my pass-phrase</source>
            <translation>I forgot my pass-phrase</translation>
        </message>
        <message>
            <source>The office locked this tablet. What you made is still here, and is handed in as soon as there is a network. The tablet can be opened again when the office releases it.</source>
            <translation>The office locked this tablet. What you made is still here, and is handed in as soon as there is a network. The tablet can be opened again when the office releases it.</translation>
        </message>
    </context>
    <context>
        <name>UnlockViewModel</name>
        <message>
            <source>Next try in %1</source>
            <translation>Next try in %1</translation>
        </message>
        <message>
            <source>Both entries must be the same.</source>
            <translation>Both entries must be the same.</translation>
        </message>
        <message>
            <source>After one more wrong try everything on this tablet is removed.</source>
            <translation>After one more wrong try everything on this tablet is removed.</translation>
        </message>
        <message>
            <source>After %1 more wrong tries everything on this tablet is removed.</source>
            <translation>After %1 more wrong tries everything on this tablet is removed.</translation>
        </message>
    </context>
    <context>
        <name>VisitHeader</name>
        <message>
            <source>‹ Assignments</source>
            <translation>‹ Assignments</translation>
        </message>
        <message>
            <source>Back to the assignments; everything is kept</source>
            <translation>Back to the assignments; everything is kept</translation>
        </message>
        <message>
            <source>Practice</source>
            <translation>Practice</translation>
        </message>
        <message>
            <source>More</source>
            <translation>More</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Sections</translation>
        </message>
        <message>
            <source>%1 of %2 answered</source>
            <translation>%1 of %2 answered</translation>
        </message>
        <message>
            <source>Clock %1</source>
            <translation>Clock %1</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Clock</translation>
        </message>
        <message>
            <source>Wait clock</source>
            <translation>Wait clock</translation>
        </message>
        <message>
            <source>Nothing required</source>
            <translation>Nothing required</translation>
        </message>
    </context>
    <context>
        <name>VisitMenu</name>
        <message>
            <source>Why can it not be done?</source>
            <translation>Why can it not be done?</translation>
        </message>
        <message>
            <source>Stop this visit for good?</source>
            <translation>Stop this visit for good?</translation>
        </message>
        <message>
            <source>This visit</source>
            <translation>This visit</translation>
        </message>
        <message>
            <source>Read the briefing</source>
            <translation>Read the briefing</translation>
        </message>
        <message>
            <source>It cannot be done…</source>
            <translation>It cannot be done…</translation>
        </message>
        <message>
            <source>Hand back…</source>
            <translation>Hand back…</translation>
        </message>
        <message>
            <source>Answer key</source>
            <translation>Answer key</translation>
        </message>
        <message>
            <source>The visit is sealed as it is and handed in with this reason. It does not count in the scores.</source>
            <translation>The visit is sealed as it is and handed in with this reason. It does not count in the scores.</translation>
        </message>
        <message>
            <source>Stop and hand in</source>
            <translation>Stop and hand in</translation>
        </message>
        <message>
            <source>Go on with the visit</source>
            <translation>Go on with the visit</translation>
        </message>
        <message>
            <source>Hand this assignment back?</source>
            <translation>Hand this assignment back?</translation>
        </message>
        <message>
            <source>The office gives it to somebody else, and what you filled in is removed. Tell in a few words why.</source>
            <translation>The office gives it to somebody else, and what you filled in is removed. Tell in a few words why.</translation>
        </message>
        <message>
            <source>Hand back</source>
            <translation>Hand back</translation>
        </message>
    </context>
    <context>
        <name>VisitPage</name>
        <message>
            <source>‹ Previous</source>
            <translation>‹ Previous</translation>
        </message>
        <message>
            <source>‹ Questions</source>
            <translation>‹ Questions</translation>
        </message>
        <message>
            <source>Check and hand in</source>
            <translation>Check and hand in</translation>
        </message>
        <message>
            <source>Next ›</source>
            <translation>Next ›</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Sections</translation>
        </message>
        <message>
            <source>A newer version of this questionnaire has arrived.</source>
            <translation>A newer version of this questionnaire has arrived.</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Look</translation>
        </message>
    </context>
    <context>
        <name>VisitViewModel</name>
        <message>
            <source>Practice visit</source>
            <translation>Practice visit</translation>
        </message>
        <message>
            <source>Connect the tablet to the internet, so that it can arrive.</source>
            <translation>Connect the tablet to the internet, so that it can arrive.</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
    </context>
    <context>
        <name>ScannerViewModel</name>
        <message>
            <source>The camera does not answer. Read the code from a picture, or paste the invitation.</source>
            <translation>The camera does not answer. Read the code from a picture, or paste the invitation.</translation>
        </message>
        <message>
            <source>This is another code. Look for the one beside the invitation in the console.</source>
            <translation>This is another code. Look for the one beside the invitation in the console.</translation>
        </message>
        <message>
            <source>The camera does not answer. Read the code from a picture, or type it.</source>
            <translation>The camera does not answer. Read the code from a picture, or type it.</translation>
        </message>
    </context>
    <context>
        <name>YearQuestion</name>
        <message>
            <source>yyyy</source>
            <translation>yyyy</translation>
        </message>
    </context>
</TS>
