"""Signing in and out, and choosing a password."""

from fastapi import APIRouter, Request, Response

from tawthiq.errors import AccessError
from tawthiq.serve.access import COOKIE, Caller, DeskHere
from tawthiq.serve.accounts import SESSION_WHOLE, Account, Session
from tawthiq.serve.desk import Desk
from tawthiq.serve.wire.people import PasswordIn, Person, SessionAnswer, SessionChange, SignIn
from tawthiq.store.audit import note

router = APIRouter(tags=["session"])


def _answer(session: Session) -> SessionAnswer:
    return SessionAnswer(person=_person(session.account), csrf=session.csrf)


def _person(account: Account) -> Person:
    return Person.model_validate(account)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _current(desk: Desk, request: Request) -> Session:
    cookie = request.cookies.get(COOKIE)
    session = desk.accounts.session(cookie) if cookie else None
    if session is None:
        raise AccessError("nobody is signed in", remedy="sign in")
    return session


@router.post("/session")
def sign_in(asked: SignIn, request: Request, response: Response, desk: DeskHere) -> SessionAnswer:
    """Sign in; the session that the browser had before ends."""
    before = request.cookies.get(COOKIE)
    session = desk.accounts.sign_in(asked.name, asked.password, _address(request))
    if before:
        desk.accounts.sign_out(before)
    response.set_cookie(
        COOKIE, session.secret or "", max_age=int(SESSION_WHOLE.total_seconds()), httponly=True, samesite="strict",
        secure=desk.secure_cookies, path="/",
    )  # fmt: skip
    note(desk.project, session.account.name, "sign-in", session.account.name)
    return _answer(session)


@router.get("/session")
def read_session(request: Request, desk: DeskHere) -> SessionAnswer:
    """Say who is signed in."""
    return _answer(_current(desk, request))


@router.patch("/session")
def change_session(asked: SessionChange, request: Request, desk: DeskHere) -> SessionAnswer:
    """Change one's own language."""
    session = _current(desk, request)
    return _answer(Session(desk.accounts.speak(session.account, asked.language), session.csrf))


@router.delete("/session", status_code=204)
def sign_out(request: Request, response: Response, desk: DeskHere, caller: Caller) -> None:
    """Sign out."""
    cookie = request.cookies.get(COOKIE)
    if cookie:
        desk.accounts.sign_out(cookie)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict", secure=desk.secure_cookies)
    note(desk.project, caller.name, "sign-out", caller.name)


@router.post("/password", status_code=204)
def choose_password(asked: PasswordIn, desk: DeskHere) -> None:
    """Choose a password by an invitation or reset link."""
    account = desk.accounts.choose_password(asked.secret, asked.password)
    note(desk.project, account.name, "choose-password", account.name)
