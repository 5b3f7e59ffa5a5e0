"""The text of a prompt's file made a prompt: a light one whole, in the places of its workflow."""

from typing import TYPE_CHECKING

from coach.catalog.content_source import Flaw, content, line_of
from coach.catalog.folders import Folders, folders
from coach.catalog.prompt import Prompt
from coach.catalog.workflows import load_workflow
from coach.errors import NotFound

if TYPE_CHECKING:
    from coach.catalog.workflow import DerivedPlaces


def shipped_prompt(text: str, among: Folders | None = None) -> Prompt:
    """The prompt of a shipped file, read at once; Flaws where it is damaged. Workflows are those of
    the folders, by default the shipped ones."""
    from coach.catalog.shipped import model, model_of

    data = content(text)
    if data.get("tier") != "light":
        return _heard(model_of(data, text, Prompt), among)
    from coach.catalog.light import LightPrompt
    from coach.catalog.light_prompt import whole

    light = model(text, LightPrompt)
    return whole(light, light_places(light.workflow, among, text))


def checked_prompt(text: str, among: Folders | None = None) -> Prompt:
    """The prompt that a file describes, with what its author says should have counted; Flaws names
    all that is wrong with the file. Workflows are those of the folders, by default the shipped
    ones."""
    from coach.catalog.strict import model

    if content(text).get("tier") == "light":
        from coach.catalog.light import LightPrompt
        from coach.catalog.light_prompt import whole

        light = model(text, LightPrompt)
        return whole(light, light_places(light.workflow, among, text))
    from coach.catalog.counted import with_counted

    return with_counted(_heard(model(text, Prompt), among))


def _heard(prompt: Prompt, among: Folders | None) -> Prompt:
    """The prompt with its workflow's words for what only a board shows of it; as it is where there
    is no such workflow, which is told where the prompt is held against it."""
    shows = (show for observable in prompt.observables for show in observable.shows)
    if not any(show.plan or show.sound for show in shows):
        return prompt
    from coach.catalog.spoken_qualities import with_spoken

    try:
        return with_spoken(prompt, load_workflow(prompt.workflow, among or folders()).spoken)
    except NotFound:
        return prompt


def light_places(workflow: str, among: Folders | None = None, text: str = "") -> "DerivedPlaces":
    """Where the parts of a light prompt of that workflow belong; Flaw, with the line of the text
    that names the workflow, where there is none or it has no light prompts."""
    line = line_of(text, ("workflow",))
    try:
        places = load_workflow(workflow, among or folders()).light
    except NotFound as error:
        raise Flaw(f"there is no workflow {workflow}. {error.hint}", line) from None
    if places is None:
        raise Flaw(f"the workflow {workflow} has no light prompts: write a whole one.", line)
    return places
